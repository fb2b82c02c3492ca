using static EsimLifecycle.Tests.Scenario;
using H = EsimLifecycle.SuspensionHolder;
using S = EsimLifecycle.SubscriptionStatus;

namespace EsimLifecycle.Tests;

/// <summary>Service is told to the network, each change once, whatever brought it.</summary>
public class NetworkServiceTests
{
    private static readonly CancellationPolicy Reviewed = new() { Review = true, ReviewBusinessDays = 100 };
    private static readonly CancellationPolicy NoAccess = Reviewed with { KeepsAccess = false };

    /// <summary>Lives, and what the network is told in them.</summary>
    private static readonly (string Name, Func<Scenario> Play, string[] Told)[] Cases =
    [
        ("paused, resumed, lapsed", () => With().Activated().At("2026-02-03").When(new Suspend()).At("2026-02-05").When(new Resume()).Until("2026-05-01"),
            ["start", "bar Customer", "start", "limit ReceiveOnly", "stop"]),
        ("never activated", () => With().Opened().Paid().Until("2028-01-01").Is(S.Closed), []),
        ("put in effect later", () => With(Confirmed).Opened().Paid().When(new Activate()).Reported().Is(S.Active), ["start"]),
        ("renewed in service", () => With().Activated().Paid().Paid(), ["start"]),
        ("renewed in grace", () => With().Activated().Until("2026-03-05").Paid(), ["start", "limit ReceiveOnly", "start"]),
        ("in grace that limits less", () => With(policy => Grace(policy, GraceService.NoData)).Activated().Until("2026-03-05"), ["start", "limit NoData"]),
        ("in grace that limits nothing", () => With(policy => Grace(policy, GraceService.Full)).Activated().Until("2026-03-05").Paid(), ["start"]),
        ("without grace", () => With(policy => policy with { Renewal = policy.Renewal with { GraceDays = 0 } }).Activated().Until("2026-03-05"), ["start", "stop"]),
        ("paused in grace", () => With().Activated().Until("2026-03-05").When(new Suspend()).When(new Resume()),
            ["start", "limit ReceiveOnly", "bar Customer", "limit ReceiveOnly"]),
        ("renewed while paused", () => With().Activated().Until("2026-03-05").When(new Suspend()).Paid().When(new Resume()),
            ["start", "limit ReceiveOnly", "bar Customer", "start"]),
        ("held over a pause", () => With().Activated().When(new Suspend()).When(new Suspend(H.Fraud), Caller.Carrier), ["start", "bar Customer", "bar Fraud"]),
        ("suspended as long as can be", () => With().Activated().Paid().When(new Suspend()).Until("2026-08-01"), ["start", "bar Customer", "limit ReceiveOnly"]),
        ("terminated while suspended", () => With().Activated().When(new Suspend(H.Regulator), Caller.Carrier).When(new Terminate(TerminationReason.Revoked), Caller.Carrier),
            ["start", "bar Regulator", "stop"]),
        ("cancelled at once", () => With().Activated().Requested().Is(S.Closed), ["start", "stop"]),
        ("cancelled, access kept past the end", () => WithRules(Reviewed).Activated().Requested().Until("2026-03-10").When(new ApproveCancellation(), Reviewer), ["start", "stop"]),
        ("cancelled, service ended before", () => WithRules(NoAccess).Activated().Requested().When(new ApproveCancellation(), Reviewer), ["start", "stop"]),
        ("withdrawn before service ended", () => WithRules(Reviewed).Activated().Requested().When(new WithdrawCancellation()), ["start"]),
        ("withdrawn after service ended", () => WithRules(NoAccess).Activated().Requested().When(new WithdrawCancellation()), ["start", "stop", "start"]),
        ("rejected in grace, after service ended", () => WithRules(NoAccess).Activated().Requested().Until("2026-03-05").When(new RejectCancellation(RejectionReason.NotTheOwner), Reviewer),
            ["start", "stop", "limit ReceiveOnly"]),
        ("withdrawn after the term", () => WithRules(Reviewed).Activated().Requested().Until("2026-03-05").When(new WithdrawCancellation()), ["start", "limit ReceiveOnly"]),
        ("withdrawn while it was paused", () => WithRules(NoAccess).Activated().When(new Suspend()).Requested().When(new WithdrawCancellation()), ["start", "bar Customer"]),
        ("held while cancelling", () => WithRules(Reviewed).Activated().Requested().When(new Suspend(H.Fraud), Caller.Carrier).When(new Resume(), Caller.Carrier),
            ["start", "bar Fraud", "start"]),
        ("held while cancelling, withdrawn", () => WithRules(Reviewed).Activated().Requested().When(new Suspend(H.Fraud), Caller.Carrier).When(new WithdrawCancellation()),
            ["start", "bar Fraud"]),
        ("held while cancelling, lifted past the end of service", () => WithRules(NoAccess with { Timings = [CancellationTiming.EndOfTerm] }).Activated()
            .Requested(timing: CancellationTiming.EndOfTerm).When(new Suspend(H.Fraud), Caller.Carrier).Until("2026-03-05").When(new Resume(), Caller.Carrier),
            ["start", "bar Fraud", "stop"]),
        ("paid what was owed", () => With().Activated().When(new ReportChargeback(new Reference("payment-1"), Money.Parse("USD 31.00")), Caller.System)
            .When(new Suspend(H.NonPayment), Caller.Carrier).When(new PayDues(new Reference("d"), Money.Parse("USD 31.00"), PaymentMethod.Card), Caller.System),
            ["start", "bar NonPayment", "start"]),
        ("imported in service", () => With().When(new ImportSubscription(Scenario.Id, "monthly") { ActivatedOn = new(2026, 1, 1), PaidFrom = new(2026, 1, 1), PaidUntil = new(2026, 2, 1) }, Caller.Carrier),
            ["start"]),
    ];

    public static readonly TheoryData<string> Names = new(Cases.Select(each => each.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_change_is_told_once(string name)
    {
        var (_, play, told) = Cases.Single(each => each.Name == name);

        Told(play()).Should().Equal(told);
    }

    [Fact]
    public void Each_has_a_key_that_is_the_same_each_time()
    {
        var history = With().Activated().Until("2026-05-01").History;

        history.SelectMany(each => Instruction.From(each)).OfType<ServiceInstruction>().Select(each => each.Key).Should().Equal(
            history.Where(each => each is SubscriptionActivated or GraceEntered or SubscriptionClosed)
                .Zip(["start", "limit", "stop"], (each, what) => $"sub-1/{each.Version}/{what}-service"));
    }

    private static IEnumerable<string> Told(Scenario scenario) => scenario.History.SelectMany(each => Instruction.From(each)).OfType<ServiceInstruction>().Select(each => each switch
    {
        StartService => "start",
        LimitService limit => $"limit {limit.Limit}",
        BarService bar => $"bar {bar.Holder}",
        _ => "stop",
    });

    private static CarrierPolicy Confirmed(CarrierPolicy policy) => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true } };

    private static CarrierPolicy Grace(CarrierPolicy policy, GraceService service) => policy with { Renewal = policy.Renewal with { GraceService = service } };
}
