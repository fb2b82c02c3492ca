using static EsimLifecycle.Tests.RenewalSteps;
using static EsimLifecycle.Tests.Scenario;

namespace EsimLifecycle.Tests;

/// <summary>A change of plan that comes to nothing while the plan's last day ends: that day was served, and is earned once.</summary>
public class UnconfirmedChangeTests
{
    [Theory]
    [InlineData("keep", false, 0)]
    [InlineData("keep", true, 0)]
    [InlineData("keep", true, 1)]
    [InlineData("keep", true, 12)]
    [InlineData("keep", true, 13)]
    [InlineData("keep", true, 14)]
    [InlineData("keep", true, 15)]
    [InlineData("keep", true, 40)]
    [InlineData("roaming-monthly", false, 0)]
    [InlineData("roaming-monthly", true, 1)]
    [InlineData("roaming-monthly", true, 13)]
    [InlineData("roaming-monthly", true, 15)]
    [InlineData("yearly", true, 40)]
    public void The_day_is_earned_once(string plan, bool isReported, int hours)
    {
        var day = OnTheDayPlan().ToppedUp("USD 300.00").When(new ChangePlan(plan, PlanChangeTiming.Now)).Then<PurchaseReserved>();
        var change = day.State.Renewal.Purchases.Time!.Value.Key;
        if (isReported)
        {
            day.At(day.Now + Duration.FromHours(hours));
            for (var attempt = 1; attempt <= 3; attempt++)
                day.When(new ReportProvisioning(change) { Failed = true, Attempt = attempt }, Caller.System);
        }

        day.Until("2026-02-03T12:00:00").Holds(Account.Earned, "USD 1.50").Holds(Account.Deferred, "USD 0.00").Holds(Account.Held, "USD 0.00").Holds(Account.Wallet, "USD 300.00")
            .When(new ReportProvisioning(change), Caller.System).Then<FactConflicted>()
            .Requested().Holds(Account.Earned, "USD 1.50").Holds(Account.RefundPayable, "USD 300.00");
    }

    [Fact]
    public void Taken_back_by_the_bank_and_left_a_day_later_it_is_earned_once() =>
        OnTheDayPlan().When(new ReportChargeback(new Reference("payment-1"), Usd("1.50")), Caller.System)
            .When(new ChangePlan("keep", PlanChangeTiming.Now)).Then<PurchaseReserved>()
            .At("2026-02-01T12:00:00").When(new AnnounceTermsChange(new LocalDate(2026, 4, 26)), Caller.Carrier).Then<PurchaseReleased, PeriodEnded, GraceEntered, TermsChangeAnnounced>()
            .When(new RequestCancellation(CancellationReason.TechnicalProblem) { Timing = CancellationTiming.OnDate, OnDate = new LocalDate(2026, 2, 15) })
            .ThenRefused(RefusalCode.CancellationNoPaidTerm)
            .Requested().Holds(Account.Earned, "USD 1.50").Holds(Account.Deferred, "USD 0.00").Holds(Account.Receivable, "USD -1.50");

    [Fact]
    public void Taken_over_in_grace_and_changed_on_the_day_that_was_bought_it_is_earned_once() =>
        Preset("axis-renewal").When(
                new ImportSubscription(Id, "day")
                {
                    ActivatedOn = new LocalDate(2025, 11, 1),
                    PaidFrom = new LocalDate(2026, 1, 2),
                    PaidUntil = new LocalDate(2026, 1, 15),
                    PaidForPeriod = Usd("1.50"),
                    Promotional = Usd("1.50"),
                    Contact = Contact,
                },
                Caller.Carrier)
            .Paid("USD 62.00").Then<PaymentRecorded, PurchaseReserved>().Reported()
            .When(new ChangePlan("roaming-monthly", PlanChangeTiming.Now)).Then<PurchaseReserved>()
            .Until("2026-02-02T22:00:00").Holds(Account.Earned, "USD 3.00").Holds(Account.Deferred, "USD 0.00")
            .Requested().Holds(Account.Earned, "USD 3.00").Holds(Account.RefundPayable, "USD 60.50");

    private static Scenario OnTheDayPlan() =>
        Preset("axis-renewal").When(new OpenSubscription(Id, "day") { Contact = Contact }).Paid("USD 1.50").When(new Activate()).Reported().Is(SubscriptionStatus.Active);
}
