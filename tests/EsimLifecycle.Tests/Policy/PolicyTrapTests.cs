namespace EsimLifecycle.Tests;

/// <summary>What is legal and a trap for somebody is told, with its knob, the one that it contradicts, and a way out.</summary>
public class PolicyTrapTests
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

    /// <summary>The knob, what the warning names, the policy with the trap, and the same policy just without it.</summary>
    public static TheoryData<string, string, Func<CarrierPolicy, CarrierPolicy>, Func<CarrierPolicy, CarrierPolicy>> Traps => new()
    {
        // No way to leave.
        { "$.access.commands[0].roles", "no customer can ask to cancel", Only(CommandKind.RequestCancellation, Role.Carrier), Only(CommandKind.RequestCancellation, Role.Carrier, Role.Agent) },
        {
            "$.access.commands[0].roles", "cancellation.documents",
            p => Cancel(c => c with { Documents = [DocumentKind.Contract] })(Only(CommandKind.SubmitDocuments, Role.System)(p)),
            p => Cancel(c => c with { Documents = [DocumentKind.Contract] })(Only(CommandKind.SubmitDocuments, Role.Customer)(p))
        },
        { "$.cancellation.noticeDays", "plan 'monthly' is paid for 31 days", Cancel(c => c with { Timings = [CancellationTiming.EndOfTerm], NoticeDays = 32 }), Cancel(c => c with { Timings = [CancellationTiming.EndOfTerm], NoticeDays = 31 }) },
        { "$.cancellation.noticeDays", "plan 'monthly'", Cancel(c => c with { Timings = [CancellationTiming.OnDate], NoticeDays = 60 }), Cancel(c => c with { Timings = [CancellationTiming.OnDate], NoticeDays = 7 }) },

        // No way to unbind in time.
        { "$.access.commands[0].roles", "devices.unbindingDue", Only(CommandKind.UnbindDevice, Role.System), Only(CommandKind.UnbindDevice, Role.Agent) },
        {
            "$.access.commands[0].roles", "BeforeRequest",
            p => Only(CommandKind.UnbindDevice, Role.System)(Devices(d => d with { UnbindingDue = UnbindingDue.BeforeRequest })(p)),
            p => Cancel(c => c with { OverdueClearing = OverdueClearing.ForceClose })(Only(CommandKind.UnbindDevice, Role.System)(p))
        },
        {
            "$.devices.assumeDeletedAfterDays", "cancellation.overdueReview",
            p => Devices(d => d with { UnbindingDue = UnbindingDue.BeforeApproval })(Cancel(c => c with { Review = true, OverdueReview = OverdueReview.Reject, ReviewBusinessDays = 5 })(p)),
            p => Devices(d => d with { UnbindingDue = UnbindingDue.BeforeApproval, AssumeDeletedAfterDays = 9 })(Cancel(c => c with { Review = true, OverdueReview = OverdueReview.Reject, ReviewBusinessDays = 5 })(p))
        },
        {
            "$.devices.assumeDeletedAfterDays", "processBusinessDays",
            Cancel(c => c with { ProcessBusinessDays = 5, OverdueProcess = OverdueProcess.Reinstate }), Cancel(c => c with { ProcessBusinessDays = 15, OverdueProcess = OverdueProcess.Reinstate })
        },

        // Due after all is over.
        {
            "$.cancellation.documentDueDays", "processBusinessDays, 5",
            Cancel(c => c with { Documents = [DocumentKind.Contract], DocumentDueDays = 30, ProcessBusinessDays = 5 }), Cancel(c => c with { Documents = [DocumentKind.Contract], DocumentDueDays = 7, ProcessBusinessDays = 5 })
        },
        {
            "$.cancellation.supplementDueDays", "processBusinessDays, 7",
            Cancel(c => c with { Review = true, SupplementDueDays = 30, ProcessBusinessDays = 7 }), Cancel(c => c with { Review = true, SupplementDueDays = 5, ProcessBusinessDays = 7 })
        },
        {
            "$.cancellation.documentDueDays", "reviewBusinessDays, 5, don't fit into the rest of processBusinessDays, 10 (about 16 days); expected at most 7,",
            Cancel(c => c with { Documents = [DocumentKind.Contract], DocumentDueDays = 14, Review = true, ReviewBusinessDays = 5, ProcessBusinessDays = 10 }),
            Cancel(c => c with { Documents = [DocumentKind.Contract], DocumentDueDays = 14, Review = true, ReviewBusinessDays = 5, ProcessBusinessDays = 15 })
        },
        {
            "$.cancellation.documentDueDays", "reviewBusinessDays, 5",
            Cancel(c => c with { Documents = [DocumentKind.Contract], DocumentDueDays = 8, Review = true, ProcessBusinessDays = 10, OverdueProcess = OverdueProcess.Reinstate }),
            Cancel(c => c with { Documents = [DocumentKind.Contract], DocumentDueDays = 7, Review = true, ProcessBusinessDays = 10, OverdueProcess = OverdueProcess.Reinstate })
        },
        {
            "$.cancellation.supplementDueDays", "a supplement may come so late that reviewBusinessDays, 5",
            Cancel(c => c with { Review = true, SupplementDueDays = 8, ProcessBusinessDays = 6 }), Cancel(c => c with { Review = true, SupplementDueDays = 7, ProcessBusinessDays = 6 })
        },

        // Money beyond reason.
        { "$.settlement.cancellationFee", "plan 'monthly' has paid USD 31.00", Settle(s => s with { CancellationFee = Money.Parse("USD 31.01") }), Settle(s => s with { CancellationFee = Money.Parse("USD 31.00") }) },
        { "$.settlement.minRefund", "the dearest period costs USD 310.00", Settle(s => s with { MinRefund = Money.Parse("USD 310.01") }), Settle(s => s with { MinRefund = Money.Parse("USD 20.00") }) },
        { "$.plans[0].earlyTermination.amount", "commitmentMonths, 12", Fee("USD 1000.00"), Fee("USD 60.00") },
        { "$.plans[0].validity.steps[1].days", "maxDays, 90", Steps(90, 30, 120), Steps(90, 30, 90) },
        { "$.plans[0].validity.steps[1].days", "a larger amount buys less", Steps(90, 30, 20), Steps(90, 30, 30) },

        // Windows that refuse for ever.
        { "$.cancellation.requestWindowDays", "maxRequests 2", Cancel(c => c with { MaxRequests = 2, RequestWindowDays = 3650 }), Cancel(c => c with { MaxRequests = 2, RequestWindowDays = 730 }) },
        { "$.cancellation.requestCooldownDays", "for more than a year", Cancel(c => c with { RequestCooldownDays = 366 }), Cancel(c => c with { RequestCooldownDays = 30 }) },
        { "$.devices.changeWindowDays", "maxChanges 1", Devices(d => d with { MaxChanges = 1, ChangeWindowDays = 366 }), Devices(d => d with { MaxChanges = 1, ChangeWindowDays = 365 }) },
        { "$.closure.returnDays", "numberRestDays, 90", Close(c => c with { ReturnDays = 90 }), Close(c => c with { ReturnDays = 89 }) },

        // What never comes, or changes nothing.
        {
            "$.renewal.reminderDays[0]", "the longest period of a plan has 31 days",
            p => p with { Renewal = p.Renewal with { ReminderDays = [31] }, Plans = [p.Plans[0]] }, p => p with { Renewal = p.Renewal with { ReminderDays = [30] }, Plans = [p.Plans[0]] }
        },
        { "$.cancellation.reviewBusinessDays", "cancellation.review beside it", Cancel(c => c with { ReviewBusinessDays = 3 }), Cancel(c => c with { ReviewBusinessDays = 3, Review = true }) },
        { "$.cancellation.documentDueDays", "cancellation.documents", Cancel(c => c with { DocumentDueDays = 3 }), Cancel(c => c with { DocumentDueDays = 3, Documents = [DocumentKind.Contract] }) },
        { "$.cancellation.maxScheduleAheadDays", "OnDate among cancellation.timings", Cancel(c => c with { MaxScheduleAheadDays = 30 }), Cancel(c => c with { MaxScheduleAheadDays = 30, Timings = [CancellationTiming.OnDate] }) },
        { "$.cancellation.requestWindowDays", "cancellation.maxRequests above 0", Cancel(c => c with { RequestWindowDays = 30 }), Cancel(c => c with { RequestWindowDays = 30, MaxRequests = 3 }) },
        { "$.cancellation.overdueProcess", "cancellation.processBusinessDays", Cancel(c => c with { OverdueProcess = OverdueProcess.Reinstate }), Cancel(c => c with { OverdueProcess = OverdueProcess.Reinstate, ProcessBusinessDays = 20 }) },
        { "$.settlement.transferTimeoutDays", "settlement.transfers", Settle(s => s with { Transfers = false, TransferTimeoutDays = 3 }), Settle(s => s with { TransferTimeoutDays = 3 }) },
        { "$.renewal.provisioningAttempts", "renewal.confirmsProvisioning", p => p with { Renewal = p.Renewal with { ProvisioningAttempts = 5 } }, p => p with { Renewal = p.Renewal with { ProvisioningAttempts = 5, ConfirmsProvisioning = true } } },
        { "$.closure.portOutAnswerDays", "closure.portOutDays", Close(c => c with { PortOutAnswerDays = 5 }), Close(c => c with { PortOutAnswerDays = 5, PortOutDays = 30 }) },
    };

    [Theory]
    [MemberData(nameof(Traps))]
    public void A_trap_names_its_knobs_and_is_gone_when_one_of_them_is_turned(string path, string named, Func<CarrierPolicy, CarrierPolicy> trap, Func<CarrierPolicy, CarrierPolicy> mended)
    {
        var warning = trap(Plain).Validate().Should().ContainSingle().Which;

        warning.Path.Should().Be(path);
        warning.Severity.Should().Be(PolicySeverity.Warning);
        warning.ToString().Should().Contain(named);
        warning.Expected.Should().NotBeEmpty();
        mended(Plain).Validate().Should().BeEmpty();
        new Lifecycle(trap(Plain)).Policy.Should().NotBeNull("it can be used");
    }

    [Fact]
    public void Nobody_who_may_approve_is_no_way_to_leave() =>
        Cancel(c => c with { Review = true })(Only(CommandKind.ApproveCancellation)(Plain)).Validate().Select(warning => warning.Path)
            .Should().Equal("$.access.commands[0].roles", "$.cancellation.review");

    [Fact]
    public void Every_knob_of_the_sections_stands_in_the_list()
    {
        string[] items = ["access.commands", "cancellation.reasonDocuments", "settlement.refund", "closure.cardReturn", "closure.returnDaysByReason"];
        var sections = typeof(CarrierPolicy).GetProperties().Where(part => part.PropertyType.Name.EndsWith("Policy", StringComparison.Ordinal));
        var knobs = sections.SelectMany(part => part.PropertyType.GetProperties().Where(knob => knob.CanWrite).Select(knob => $"{CamelCase(part.Name)}.{CamelCase(knob.Name)}"))
            .Concat(typeof(RefundTerms).GetProperties().Where(knob => knob.CanWrite && knob.Name != nameof(RefundTerms.ByReason)).Select(knob => $"settlement.refund.{CamelCase(knob.Name)}"));

        PolicyKnob.All.Select(knob => knob.Path).Should().BeEquivalentTo(knobs.Except(items));
    }

    private static string CamelCase(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

    private static Func<CarrierPolicy, CarrierPolicy> Only(CommandKind command, params Role[] roles) =>
        p => p with { Access = p.Access with { Commands = p.Access.Commands.Add(new CommandAccess { Command = command, Roles = ValueList.Create<Role>(roles) }) } };

    private static Func<CarrierPolicy, CarrierPolicy> Cancel(Func<CancellationPolicy, CancellationPolicy> change) => p => p with { Cancellation = change(p.Cancellation) };

    private static Func<CarrierPolicy, CarrierPolicy> Settle(Func<SettlementPolicy, SettlementPolicy> change) => p => p with { Settlement = change(p.Settlement) };

    private static Func<CarrierPolicy, CarrierPolicy> Devices(Func<DevicePolicy, DevicePolicy> change) => p => p with { Devices = change(p.Devices) };

    private static Func<CarrierPolicy, CarrierPolicy> Close(Func<ClosurePolicy, ClosurePolicy> change) =>
        p => p with { Closure = change(new ClosurePolicy { NumberRestDays = 90, RetentionDays = 365 }) };

    private static Func<CarrierPolicy, CarrierPolicy> Fee(string amount) => p => p with
    {
        Plans = [p.Plans[0] with { CommitmentMonths = 12, EarlyTermination = new EarlyTerminationFee { Kind = EarlyTerminationFeeKind.Fixed, Amount = Money.Parse(amount) } }],
    };

    private static Func<CarrierPolicy, CarrierPolicy> Steps(int maxDays, int first, int second) => p => p with
    {
        Plans = [p.Plans[0] with { Validity = new ValidityTerms { MaxDays = maxDays, Steps = [new ValidityStep(Money.Parse("USD 1.00"), first), new ValidityStep(Money.Parse("USD 5.00"), second)] } }],
    };
}
