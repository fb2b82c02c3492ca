using System.Globalization;

namespace EsimLifecycle.Tests;

public class PolicyFaultTests
{
    private static readonly CarrierPolicy Plain = new()
    {
        Identity = new PolicyIdentity { Name = "test", Version = 1, Currency = Currency.USD, Zone = "Asia/Jakarta" },
        Plans =
        [
            new PlanTerms { Code = "monthly", Price = Money.Parse("USD 31.00"), Length = Period.FromMonths(1) },
            new PlanTerms { Code = "yearly", Price = Money.Parse("USD 310.00"), Length = Period.FromYears(1) },
        ],
    };

    private static readonly PackTerms Pack = new() { Code = "1GB", Kind = PackKind.Data, Price = Money.Parse("USD 5.00"), Length = Period.FromDays(7), DataBytes = 1 << 30 };
    private static readonly PromotionTerms Promotion = new() { Code = "welcome", Percent = 10 };
    private static readonly string Long = new('x', 101);

    public static TheoryData<string, string, Func<CarrierPolicy, CarrierPolicy>> Faults => new()
    {
        { "$.identity.name", "''", Identity(i => i with { Name = "" }) },
        { "$.identity.name", "'  '", Identity(i => i with { Name = "  " }) },
        { "$.identity.name", $"'{Long}'", Identity(i => i with { Name = Long }) },
        { "$.identity.name", "missing", Identity(i => i with { Name = null! }) },
        { "$.identity.version", "0", Identity(i => i with { Version = 0 }) },
        { "$.identity.zone", "'Mars/Olympus'", Identity(i => i with { Zone = "Mars/Olympus" }) },
        { "$.identity.zone", "'asia/jakarta'", Identity(i => i with { Zone = "asia/jakarta" }) },
        { "$.identity.zone", "missing", Identity(i => i with { Zone = null! }) },
        { "$.identity.currency", "no currency", p => Identity(i => i with { Currency = default })(p with { Plans = Plan(t => t with { Price = default })(p).Plans.RemoveAt(1) }) },
        { "$.plans", "0 items", p => p with { Plans = [] } },
        { "$.plans", "1001 items", p => p with { Plans = [.. Enumerable.Range(0, 1001).Select(i => p.Plans[0] with { Code = $"{i}" })] } },
        { "$.plans[0].code", "''", Plan(t => t with { Code = "" }) },
        { "$.plans[0].code", $"'{Long}'", Plan(t => t with { Code = Long }) },
        { "$.plans[0].code", "missing", Plan(t => t with { Code = null! }) },
        { "$.plans[1].code", "'yearly' again", Plan(t => t with { Code = "yearly" }) },
        { "$.plans[0].price", "EUR 31.00", Plan(t => t with { Price = Money.Parse("EUR 31.00") }) },
        { "$.plans[0].price", "USD -0.01", Plan(t => t with { Price = Money.Parse("USD -0.01") }) },
        { "$.plans[0].price", "USD 10000000000.01", Plan(t => t with { Price = Money.OfMinor(Limits.MaxAmount + 1, Currency.USD) }) },
        { "$.plans[0].length", "P0D", Plan(t => t with { Length = Period.Zero }) },
        { "$.plans[0].length", "P1M1D", Plan(t => t with { Length = Period.FromMonths(1) + Period.FromDays(1) }) },
        { "$.plans[0].length", "PT24H", Plan(t => t with { Length = Period.FromHours(24) }) },
        { "$.plans[0].length", "P-1M", Plan(t => t with { Length = Period.FromMonths(-1) }) },
        { "$.plans[0].length", "P3651D", Plan(t => t with { Length = Period.FromDays(3651) }) },
        { "$.plans[0].length", "null", Plan(t => t with { Length = null! }) },
        { "$.plans[0].commitmentMonths", "-1", Plan(t => t with { CommitmentMonths = -1 }) },
        { "$.plans[0].commitmentMonths", "121", Plan(t => t with { CommitmentMonths = 121 }) },
        { "$.plans[0].coverage", "99", Plan(t => t with { Coverage = (PlanCoverage)99 }) },
        { "$.plans[0].dataBytes", "-1", Plan(t => t with { DataBytes = -1 }) },
        { "$.plans[0].validity.steps", "0 items", Plan(t => t with { Validity = new ValidityTerms { Steps = [] } }) },
        { "$.plans[0].validity.maxDays", "0", Validity(0, ("USD 5.00", 30)) },
        { "$.plans[0].validity.steps[1].minAmount", "USD 5.00", Validity(365, ("USD 5.00", 30), ("USD 5.00", 60)) },
        { "$.plans[0].validity.steps[0].minAmount", "EUR 5.00", Validity(365, ("EUR 5.00", 30)) },
        { "$.plans[0].validity.steps[1].days", "0", Validity(365, ("USD 5.00", 30), ("USD 9.00", 0)) },
        { "$.packs[1].code", "'1GB' again", Packs(Pack, Pack) },
        { "$.packs[0].code", "''", Packs(Pack with { Code = "" }) },
        { "$.packs[0].kind", "99", Packs(Pack with { Kind = (PackKind)99 }) },
        { "$.packs[0].price", "PHP 5.00", Packs(Pack with { Price = Money.Parse("PHP 5.00") }) },
        { "$.packs[0].length", "P0D", Packs(Pack with { Length = Period.Zero }) },
        { "$.packs[0].dataBytes", "0", Packs(Pack with { DataBytes = 0 }) },
        { "$.packs[0].dataBytes", "-1", Packs(Pack with { DataBytes = -1 }) },
        { "$.promotions[1].code", "'welcome' again", Promotions(Promotion, Promotion) },
        { "$.promotions[0].code", "missing", Promotions(Promotion with { Code = null! }) },
        { "$.promotions[0].percent", "101", Promotions(Promotion with { Percent = 101 }) },
        { "$.promotions[0].percent", "0, with no amount", Promotions(Promotion with { Percent = 0 }) },
        { "$.promotions[0].percent", "10, with an amount", Promotions(Promotion with { Amount = Money.Parse("USD 1.00") }) },
        { "$.promotions[0].amount", "EUR 1.00", Promotions(Promotion with { Percent = 0, Amount = Money.Parse("EUR 1.00") }) },
        { "$.promotions[0].periods", "0", Promotions(Promotion with { Periods = 0 }) },
        { "$.promotions[0].validUntil", "2026-01-01", Promotions(Promotion with { ValidFrom = new LocalDate(2026, 1, 1), ValidUntil = new LocalDate(2026, 1, 1) }) },
        { "$.renewal.methods[0]", "99", Renewal(r => r with { Methods = [(PaymentMethod)99] }) },
        { "$.renewal.methods", "[Card, Card]", Renewal(r => r with { Methods = [PaymentMethod.Card, PaymentMethod.Card] }) },
        { "$.renewal.retryDays[1]", "0", Renewal(r => r with { RetryDays = [1, 0] }) },
        { "$.renewal.retryDays", "11 items", Renewal(r => r with { RetryDays = [.. Enumerable.Repeat(1, 11)] }) },
        { "$.renewal.reminderDays[0]", "366", Renewal(r => r with { ReminderDays = [366] }) },
        { "$.renewal.graceReminderDays", "366", Renewal(r => r with { GraceReminderDays = 366 }) },
        { "$.cancellation.reminderDays", "-1", Cancellation(c => c with { ReminderDays = -1 }) },
        { "$.renewal.balanceLow", "EUR 1.00", Renewal(r => r with { BalanceLow = Money.Parse("EUR 1.00") }) },
        { "$.access.channels[1]", "99", Access(a => a with { Channels = [CallerChannel.App, (CallerChannel)99] }) },
        { "$.access.channels[0]", "Unknown", Access(a => a with { Channels = [CallerChannel.Unknown] }) },
        { "$.access.channels", "[App, App]", Access(a => a with { Channels = [CallerChannel.App, CallerChannel.App] }) },
        { "$.access.commands[0].command", "999", Command(new CommandAccess { Command = (CommandKind)999, Roles = [Role.Agent] }) },
        { "$.access.commands[1].command", "Activate again", Command(new() { Command = CommandKind.Activate, Roles = [Role.Agent] }, new() { Command = CommandKind.Activate, Roles = [Role.Carrier] }) },
        { "$.access.commands[0].roles[1]", "99", Command(new CommandAccess { Command = CommandKind.Activate, Roles = [Role.Agent, (Role)99] }) },
        { "$.access.commands[0].roles", "[Agent, Agent]", Command(new CommandAccess { Command = CommandKind.Activate, Roles = [Role.Agent, Role.Agent] }) },
        { "$.access.commands[0].identity", "-1", Command(new CommandAccess { Command = CommandKind.Activate, Identity = (IdentityAssurance)(-1) }) },
        { "$.cancellation.timings[0]", "99", Cancellation(c => c with { Timings = [(CancellationTiming)99] }) },
        { "$.cancellation.timings", "[OnDate, OnDate]", Cancellation(c => c with { Timings = [CancellationTiming.OnDate, CancellationTiming.OnDate] }) },
        { "$.cancellation.documents[0]", "99", Cancellation(c => c with { Documents = [(DocumentKind)99] }) },
        { "$.cancellation.documents", "[Contract, Contract]", Cancellation(c => c with { Documents = [DocumentKind.Contract, DocumentKind.Contract] }) },
        { "$.cancellation.timings", "0 items", Cancellation(c => c with { Timings = [] }) },
        { "$.cancellation.reasonDocuments[0]", "missing", Cancellation(c => c with { ReasonDocuments = [null!] }) },
        { "$.cancellation.reasonDocuments[0].reason", "99", Cancellation(c => c with { ReasonDocuments = [new((CancellationReason)99, [DocumentKind.Contract])] }) },
        { "$.cancellation.reasonDocuments[0].documents", "0 items", Cancellation(c => c with { ReasonDocuments = [new(CancellationReason.DeviceLost, [])] }) },
        { "$.cancellation.reasonDocuments[0].documents[0]", "99", Cancellation(c => c with { ReasonDocuments = [new(CancellationReason.DeviceLost, [(DocumentKind)99])] }) },
        {
            "$.cancellation.reasonDocuments[0].documents", "[Contract, Contract]",
            Cancellation(c => c with { ReasonDocuments = [new(CancellationReason.DeviceLost, [DocumentKind.Contract, DocumentKind.Contract])] })
        },
        {
            "$.cancellation.reasonDocuments[1].reason", "DeviceLost again",
            Cancellation(c => c with { ReasonDocuments = [new(CancellationReason.DeviceLost, [DocumentKind.Contract]), new(CancellationReason.DeviceLost, [DocumentKind.Contract])] })
        },
        { "$.cancellation.noticeDays", "91", Cancellation(c => c with { Timings = [CancellationTiming.OnDate], NoticeDays = 91 }) },
        { "$.settlement.refund.proration.unclamped", "true", Refund(r => r with { Proration = ProrationConvention.KillBill }) },
        { "$.settlement.refund.unusedPeriod", "99", Refund(r => r with { UnusedPeriod = (UnusedWorth)99 }) },
        { "$.settlement.refund.unusedPack", "99", Refund(r => r with { UnusedPack = (UnusedWorth)99 }) },
        { "$.settlement.refund.coolingOffDays", "-1", Refund(r => r with { CoolingOffDays = -1 }) },
        { "$.settlement.refund.byReason[0].reason", "99", Refund(r => r with { ByReason = [new WorthByReason((ClosedReason)99, UnusedWorth.Nothing)] }) },
        { "$.settlement.refund.byReason[0].worth", "99", Refund(r => r with { ByReason = [new WorthByReason(ClosedReason.Fraud, (UnusedWorth)99)] }) },
        { "$.settlement.refund.byReason", "[Fraud, Fraud]", Refund(r => r with { ByReason = [Forfeit(ClosedReason.Fraud), Forfeit(ClosedReason.Fraud)] }) },
        { "$.settlement.cancellationFee", "PHP 1.00", Settlement(s => s with { CancellationFee = Money.Parse("PHP 1.00") }) },
        { "$.settlement.minRefund", "USD -1.00", Settlement(s => s with { MinRefund = Money.Parse("USD -1.00") }) },
        { "$.settlement.forfeitsBalance[0]", "99", Settlement(s => s with { ForfeitsBalance = [(ClosedReason)99] }) },
        { "$.settlement.forfeitsBalance", "[Fraud, Fraud]", Settlement(s => s with { ForfeitsBalance = [ClosedReason.Fraud, ClosedReason.Fraud] }) },
        { "$.settlement.refundAttempts", "0", Settlement(s => s with { RefundAttempts = 0 }) },
        { "$.settlement.refundRetryDays", "0", Settlement(s => s with { RefundRetryDays = 0 }) },
        { "$.settlement.maxHoldDays", "0", Settlement(s => s with { MaxHoldDays = 0 }) },
        { "$.settlement.transferTimeoutDays", "0", Settlement(s => s with { TransferTimeoutDays = 0 }) },
        { "$.plans[0].earlyTermination.kind", "99", Fee(new EarlyTerminationFee { Kind = (EarlyTerminationFeeKind)99, Amount = Money.Parse("USD 1.00") }) },
        { "$.plans[0].earlyTermination.amount", "missing", Fee(new EarlyTerminationFee { Kind = EarlyTerminationFeeKind.Fixed }) },
        { "$.plans[0].earlyTermination.amount", "PHP 1.00", Fee(new EarlyTerminationFee { Kind = EarlyTerminationFeeKind.Declining, Amount = Money.Parse("PHP 1.00") }) },
        { "$.plans[0].earlyTermination", "a declining fee, but no minimum term over which it falls", Plan(t => t with { EarlyTermination = new() { Kind = EarlyTerminationFeeKind.Declining, Amount = Money.Parse("USD 1.00") } }) },
        { "$.plans[0].earlyTermination.percent", "0", Fee(new EarlyTerminationFee { Kind = EarlyTerminationFeeKind.ShareOfRemaining }) },
        { "$.plans[0].refund.coolingOffDays", "-1", Plan(t => t with { Refund = new RefundTerms { CoolingOffDays = -1 } }) },
        { "$.identity", "missing", p => p with { Identity = null! } },
        { "$.identity.calendar", "missing", Identity(i => i with { Calendar = null! }) },
        { "$.access", "missing", p => p with { Access = null! } },
        { "$.activation", "missing", p => p with { Activation = null! } },
        { "$.renewal", "missing", p => p with { Renewal = null! } },
        { "$.cancellation", "missing", p => p with { Cancellation = null! } },
        { "$.settlement", "missing", p => p with { Settlement = null! } },
        { "$.settlement.refund", "missing", Settlement(s => s with { Refund = null! }) },
        { "$.settlement.refund.proration", "missing", Refund(r => r with { Proration = null! }) },
        { "$.settlement.refund.byReason[0]", "missing", Refund(r => r with { ByReason = [null!] }) },
        { "$.devices", "missing", p => p with { Devices = null! } },
        { "$.plans[2]", "missing", p => p with { Plans = p.Plans.Add(null!) } },
        { "$.plans[0].validity.steps[0]", "missing", Plan(t => t with { Validity = new ValidityTerms { Steps = [null!] } }) },
        { "$.packs[0]", "missing", Packs([null!]) },
        { "$.promotions[0]", "missing", Promotions([null!]) },
        { "$.access.commands[0]", "missing", Command([null!]) },
    };

    [Fact]
    public void Half_a_character_is_no_name() => Identity(i => i with { Name = "\ud800" })(Scenario.With().Policy).Validate()
        .Should().ContainSingle().Which.Path.Should().Be("$.identity.name");

    public static TheoryData<string, string, Func<CarrierPolicy, CarrierPolicy>> Oddities => new()
    {
        {
            "$.devices.assumeDeletedAfterDays", "31",
            p => p with { Devices = p.Devices with { Proof = UnbindingProof.ProfileDeleted, AssumeDeletedAfterDays = 31 } }
        },
        { "$.devices.unbindingDue", "BeforeApproval, but nothing is reviewed", p => p with { Devices = p.Devices with { UnbindingDue = UnbindingDue.BeforeApproval } } },
        { "$.devices.assumeDeletedAfterDays", "14", Cancellation(c => c with { ClearingDays = 10 }) }, // of a lost device nobody gives a proof
        { "$.renewal.graceDays", "3", Renewal(r => r with { GraceDays = 3, RetryDays = [2, 2, 3] }) },
        { "$.renewal.graceDays", "2", Renewal(r => r with { GraceDays = 2, ChargeTimeoutDays = 7, RetryDays = [] }) }, // the answer is due after grace
        { "$.renewal.graceDays", "0", Renewal(r => r with { GraceDays = 0, ChargeDaysAhead = 0, RetryDays = [] }) },
        {
            "$.renewal.graceDays", "9", // a daily plan is charged a day ahead, whatever the policy says
            p => Renewal(r => r with { GraceDays = 9 })(p with { Plans = [p.Plans[0] with { Length = Period.FromDays(1) }] })
        },
        { "$.access.commands[0]", "Activate alone, which changes nothing", Command(new CommandAccess { Command = CommandKind.Activate }) },
        { "$.cancellation.noticeDays", "14, and Immediate needs none", Cancellation(c => c with { NoticeDays = 14 }) },
        { "$.cancellation.reviewBusinessDays", "8", Cancellation(c => c with { Review = true, ReviewBusinessDays = 8, ProcessBusinessDays = 7 }) },
        {
            "$.cancellation.overdueProcess", "Approve, also without the documents asked for",
            Cancellation(c => c with { Documents = [DocumentKind.Contract], DocumentDueDays = 7, ProcessBusinessDays = 7, OverdueProcess = OverdueProcess.Approve })
        },
        { "$.access.channels", "[]: no customer and no agent may give any command", Access(a => a with { Channels = [] }) },
        { "$.access.commands[0].roles", "[]: nobody may give Suspend", Command(new CommandAccess { Command = CommandKind.Suspend, Roles = [] }) },
        { "$.renewal.methods", "[]: nothing can be bought", Renewal(r => r with { Methods = [] }) },
        { "$.cancellation.requestCooldownDays", "31", Cancellation(c => c with { MaxRequests = 1, RequestCooldownDays = 31, RequestWindowDays = 30 }) },
    };

    [Fact]
    public void A_policy_of_an_identity_and_plans_has_none() => Plain.Validate().Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_is_told_with_its_path_and_its_value(string path, string value, Func<CarrierPolicy, CarrierPolicy> change)
    {
        var fault = change(Plain).Validate().Should().ContainSingle().Which;

        (fault.Path, fault.Value, fault.Severity).Should().Be((path, value, PolicySeverity.Error));
        fault.Expected.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Oddities))]
    public void The_odd_is_a_warning_and_the_policy_can_be_used(string path, string value, Func<CarrierPolicy, CarrierPolicy> change)
    {
        var policy = change(Plain);

        var fault = policy.Validate().Should().ContainSingle().Which;

        (fault.Path, fault.Value, fault.Severity).Should().Be((path, value, PolicySeverity.Warning));
        fault.ToString().Should().EndWith(" (warning)");
        new Lifecycle(policy).Policy.Should().Be(policy);
    }

    [Fact]
    public void All_are_told_at_once_in_the_order_of_the_parts()
    {
        var policy = Plain with
        {
            Identity = new PolicyIdentity { Name = "", Version = 0, Currency = Currency.USD, Zone = "nowhere" },
            Plans =
            [
                new PlanTerms { Code = "a", Price = Money.Parse("EUR -1.00"), Length = Period.Zero },
                new PlanTerms { Code = "a", Price = Money.Parse("USD 1.00"), Length = Period.FromDays(1), CommitmentMonths = 500 },
            ],
            Access = new AccessPolicy { Channels = [CallerChannel.Unknown] },
            Activation = new ActivationPolicy { ActivateWithinDays = 0 },
            Renewal = new RenewalPolicy { GraceDays = 5000 },
            Cancellation = new CancellationPolicy { ClearingDays = 0 },
            Settlement = new SettlementPolicy { RefundDueDays = 0 },
            Devices = new DevicePolicy { MaxDevices = 0 },
        };

        policy.Validate().Select(fault => fault.Path).Should().Equal(
            "$.identity.name",
            "$.identity.version",
            "$.identity.zone",
            "$.plans[0].price",
            "$.plans[0].price",
            "$.plans[0].length",
            "$.plans[1].code",
            "$.plans[1].commitmentMonths",
            "$.access.channels[0]",
            "$.activation.activateWithinDays",
            "$.renewal.graceDays",
            "$.cancellation.clearingDays",
            "$.settlement.refundDueDays",
            "$.devices.maxDevices");
    }

    [Fact]
    public void A_lifecycle_takes_no_policy_with_faults_and_the_message_lists_every_one()
    {
        var policy = Plain with { Devices = new DevicePolicy { MaxDevices = 0, UnbindingDue = UnbindingDue.BeforeApproval }, Renewal = new RenewalPolicy { GraceDays = 5000 } };

        var e = FluentActions.Invoking(() => new Lifecycle(policy)).Should().Throw<InvalidPolicyException>().Which;

        e.Faults.Should().Equal(policy.Validate()).And.HaveCount(3);
        e.Message.Split(Environment.NewLine).Should().Equal(
            "The policy has faults:",
            "  $.renewal.graceDays is 5000; expected from 0 to 3650",
            "  $.devices.maxDevices is 0; expected from 1 to 100",
            "  $.devices.unbindingDue is BeforeApproval, but nothing is reviewed; expected BeforeClosing or BeforeRequest, or true as cancellation.review (warning)");
    }

    [Fact]
    public void The_words_are_the_same_in_every_culture()
    {
        var policy = Plain with { Renewal = new RenewalPolicy { GraceDays = -1 } };
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // Swedish writes a minus sign of its own.
            CultureInfo.CurrentCulture = new CultureInfo("sv-SE");
            policy.Validate()[0].ToString().Should().Be("$.renewal.graceDays is -1; expected from 0 to 3650");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_policy_read_from_JSON_is_checked_too()
    {
        var json = LifecycleJson.Write(Plain with { Devices = new DevicePolicy { MaxDevices = 101 } });

        FluentActions.Invoking(() => CarrierPolicy.FromJson(json)).Should().Throw<InvalidPolicyException>()
            .Which.Faults.Should().ContainSingle().Which.Path.Should().Be("$.devices.maxDevices");
        LifecycleJson.ReadPolicy(json).Devices.MaxDevices.Should().Be(101, "reading alone does not judge");
    }

    private static Func<CarrierPolicy, CarrierPolicy> Identity(Func<PolicyIdentity, PolicyIdentity> change) => p => p with { Identity = change(p.Identity) };

    private static Func<CarrierPolicy, CarrierPolicy> Plan(Func<PlanTerms, PlanTerms> change) => p => p with { Plans = p.Plans.SetItem(0, change(p.Plans[0])) };

    private static Func<CarrierPolicy, CarrierPolicy> Validity(int maxDays, params (string Least, int Days)[] steps) =>
        Plan(t => t with { Validity = new ValidityTerms { Steps = [.. steps.Select(step => new ValidityStep(Money.Parse(step.Least), step.Days))], MaxDays = maxDays } });

    private static Func<CarrierPolicy, CarrierPolicy> Packs(params PackTerms[] packs) => p => p with { Packs = [.. packs] };

    private static Func<CarrierPolicy, CarrierPolicy> Promotions(params PromotionTerms[] promotions) => p => p with { Promotions = [.. promotions] };

    private static Func<CarrierPolicy, CarrierPolicy> Renewal(Func<RenewalPolicy, RenewalPolicy> change) => p => p with { Renewal = change(p.Renewal) };

    private static Func<CarrierPolicy, CarrierPolicy> Access(Func<AccessPolicy, AccessPolicy> change) => p => p with { Access = change(p.Access) };

    private static Func<CarrierPolicy, CarrierPolicy> Command(params CommandAccess[] commands) => Access(a => a with { Commands = [.. commands] });

    private static Func<CarrierPolicy, CarrierPolicy> Settlement(Func<SettlementPolicy, SettlementPolicy> change) => p => p with { Settlement = change(p.Settlement) };

    private static Func<CarrierPolicy, CarrierPolicy> Refund(Func<RefundTerms, RefundTerms> change) => Settlement(s => s with { Refund = change(s.Refund) });

    private static Func<CarrierPolicy, CarrierPolicy> Fee(EarlyTerminationFee fee) => Plan(t => t with { CommitmentMonths = 12, EarlyTermination = fee });

    private static WorthByReason Forfeit(ClosedReason reason) => new(reason, UnusedWorth.Nothing);

    private static Func<CarrierPolicy, CarrierPolicy> Cancellation(Func<CancellationPolicy, CancellationPolicy> change) =>
        p => p with { Cancellation = change(p.Cancellation) };
}
