using static EsimLifecycle.Tests.Scenario;
using Edge = EsimLifecycle.ChartEdge<EsimLifecycle.SubscriptionStatus, EsimLifecycle.SubscriptionTrigger>;
using S = EsimLifecycle.SubscriptionStatus;
using T = EsimLifecycle.SubscriptionTrigger;

namespace EsimLifecycle.Tests;

/// <summary>A life that is played to show some edges of the chart.</summary>
internal sealed record Life(string Name, Func<Scenario> Play, params Edge[] Shows);

/// <summary>Lives that together go along every edge of the subscription's chart.</summary>
internal static class Lives
{
    private const int Long = 300;

    public static readonly S[] Origins = [S.Pending, S.Active, S.Grace, S.Suspended];
    public static readonly S[] Superstates = [S.InForce, S.PendingCancel];

    /// <summary>The statuses that a subscription can rest in.</summary>
    public static readonly S[] Resting = [.. Enum.GetValues<S>().Except(Superstates)];

    public static readonly S[] Stages = [S.AwaitingDocuments, S.UnderReview, S.AwaitingSupplement, S.Clearing];

    /// <summary>The ways back, with the stage that each leads out of.</summary>
    public static readonly (S Stage, T Way)[] WaysBack =
    [
        (S.AwaitingDocuments, CommandKind.WithdrawCancellation), (S.UnderReview, CommandKind.WithdrawCancellation), (S.AwaitingSupplement, CommandKind.WithdrawCancellation), (S.Clearing, CommandKind.WithdrawCancellation),
        (S.AwaitingDocuments, DeadlineKind.Documents), (S.UnderReview, CommandKind.RejectCancellation), (S.AwaitingSupplement, DeadlineKind.Supplement),
        (S.Clearing, DeadlineKind.Clearing), (S.UnderReview, DeadlineKind.Review),
        (S.AwaitingDocuments, DeadlineKind.Process), (S.UnderReview, DeadlineKind.Process), (S.AwaitingSupplement, DeadlineKind.Process), (S.Clearing, DeadlineKind.Process),
    ];

    public static IReadOnlyList<Life> All { get; } =
    [
        .. Beginnings(), .. Service(), .. Renewals(), .. FirstPlans(), .. Suspensions(), .. Requests(), .. Steps(), .. Origins.SelectMany(Returns), .. Origins.SelectMany(LateRegistrations), .. Stages.SelectMany(Waits),
        .. Terminations(), .. Devices(),
    ];

    /// <summary>The edges that a history went along, each event's chart step in order; a command that changes no status goes along none.</summary>
    public static IEnumerable<Edge> EdgesOf(IEnumerable<LifecycleEvent> history)
    {
        var state = Subscription.None;
        foreach (var each in history)
        {
            var from = state.Status;
            state = Lifecycle.Evolve(state, each);
            if (each.TriggeredBy is { } trigger && (trigger.Command is null || state.Status != from))
                yield return new Edge(from, trigger, state.Status);
            else
                state.Status.Should().Be(from, "{0} goes along no edge", each.GetType().Name);
        }
    }

    /// <summary>A line in one of the statuses from which a cancellation can be requested; two more months are paid unless it is in grace.</summary>
    public static Scenario In(S origin, CancellationPolicy? rules = null, Func<CarrierPolicy, CarrierPolicy>? change = null)
    {
        var scenario = With(policy => (change ?? (same => same))(policy with { Cancellation = rules ?? policy.Cancellation }));
        return origin switch
        {
            S.Pending => scenario.Opened().Paid(),
            S.Active => scenario.Activated().Paid().Paid(),
            S.Grace => scenario.Activated().Until("2026-03-05"),
            S.Suspended => scenario.Activated().Paid().Paid().When(new Suspend()),
            _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "A status before a request is expected."),
        };
    }

    /// <summary>Rules under which a request comes to a stage and stays there for <paramref name="days"/>.</summary>
    public static CancellationPolicy Into(S stage, int days = 30) => stage switch
    {
        S.AwaitingDocuments => new CancellationPolicy { Documents = [DocumentKind.ProofOfIdentity], DocumentDueDays = days },
        S.UnderReview => new CancellationPolicy { Review = true, ReviewBusinessDays = days },
        S.AwaitingSupplement => new CancellationPolicy { Review = true, SupplementDueDays = days },
        S.Clearing => new CancellationPolicy { WaitingDays = 7, ClearingDays = days },
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "A stage of a cancellation is expected."),
    };

    /// <summary>Requests and goes on to the stage; to clearing with a device bound, so that it stays there.</summary>
    public static Scenario RequestedInto(this Scenario scenario, S stage)
    {
        if (stage == S.Clearing && scenario.State.Status != S.Suspended)
            scenario.Bound(Phone);
        scenario.Requested();
        if (stage == S.AwaitingSupplement)
            scenario.When(new RequestSupplement([DocumentKind.Explanation]), Reviewer);
        return scenario.Is(stage);
    }

    /// <summary>A line of that origin, whose request has come to that stage.</summary>
    public static Scenario Cancelling(S origin, S stage, int days = 30, Func<CarrierPolicy, CarrierPolicy>? change = null)
    {
        // A suspended line takes no new device: its device is bound before.
        if (stage == S.Clearing && origin == S.Suspended)
            return In(S.Active, Into(stage, days), change).Bound(Phone).When(new Suspend()).RequestedInto(stage);
        return In(origin, Into(stage, days), change).RequestedInto(stage);
    }

    /// <summary>The request comes to nothing in that way.</summary>
    public static Scenario GoesBack(this Scenario scenario, T way) => way switch
    {
        { Command: CommandKind.WithdrawCancellation } => scenario.When(new WithdrawCancellation()),
        { Command: CommandKind.RejectCancellation } => scenario.When(new RejectCancellation(RejectionReason.NotTheOwner), Reviewer),
        { Deadline: DeadlineKind.Process } => scenario.Until(scenario.State.Cancellation!.ProcessDueBy!.Value),
        _ => scenario.Until(scenario.State.Cancellation!.DueBy!.Value),
    };

    /// <summary>Going back because the whole took too long needs a limit on it, of ten business days; because the review did, that the policy rejects then.</summary>
    public static CarrierPolicy Limited(CarrierPolicy policy, T way) => way.Deadline switch
    {
        DeadlineKind.Process => policy with { Cancellation = policy.Cancellation with { ProcessBusinessDays = 10, OverdueProcess = OverdueProcess.Reinstate } },
        DeadlineKind.Review => policy with { Cancellation = policy.Cancellation with { OverdueReview = OverdueReview.Reject } },
        _ => policy,
    };

    private static IEnumerable<Life> Beginnings()
    {
        var live = new ImportSubscription(Id, "monthly") { ActivatedOn = new(2026, 1, 1), PaidFrom = new(2026, 1, 1), PaidUntil = new(2026, 2, 1) };
        Life Imported(string name, ImportSubscription command, S status) =>
            new(name, () => With().When(command, Caller.Carrier), new Edge(S.None, CommandKind.ImportSubscription, status));

        yield return new("opened", () => With().Opened(), new Edge(S.None, CommandKind.OpenSubscription, S.Pending));
        yield return Imported("imported, never activated", new ImportSubscription(Id, "monthly"), S.Pending);
        yield return Imported("imported in service", live, S.Active);
        yield return Imported("imported in grace", live with { PaidUntil = new(2026, 1, 20) }, S.Grace);
        yield return Imported("imported suspended", live with { SuspendedFor = SuspensionHolder.Carrier }, S.Suspended);
        yield return new("activated", () => With().Activated(), new Edge(S.Pending, CommandKind.Activate, S.Active));
        yield return new("never activated", () => With().Opened().Until("2027-02-01"), new Edge(S.Pending, DeadlineKind.Activation, S.Closed));
    }

    private static IEnumerable<Life> Service()
    {
        yield return new(
            "renewed ahead, then lapsed",
            () => With().Activated().Paid().Until("2026-04-30"),
            new Edge(S.Active, FollowUpKind.PurchaseApplied, S.Active),
            new Edge(S.Active, DeadlineKind.PeriodEnd, S.Active),
            new Edge(S.Active, DeadlineKind.PeriodEnd, S.Grace),
            new Edge(S.Grace, DeadlineKind.GraceEnd, S.Closed));
        yield return new(
            "renewed into announced terms",
            () => With().Activated().When(new AnnounceTermsChange(new(2026, 2, 10)), Caller.Carrier).Paid(),
            new Edge(S.Active, FollowUpKind.PurchaseApplied, S.Active));
        yield return new("renewed in grace", () => In(S.Grace).Paid(), new Edge(S.Grace, FollowUpKind.PurchaseApplied, S.Active));
        yield return new(
            "lapsed where there is no grace",
            () => With(policy => policy with { Renewal = policy.Renewal with { GraceDays = 0 } }).Activated().Until("2026-02-28"),
            new Edge(S.Active, DeadlineKind.PeriodEnd, S.Closed));
    }

    private static CarrierPolicy ByTopUp(CarrierPolicy policy) => policy with
    {
        Plans = [policy.Plans[0] with { Validity = new ValidityTerms { Steps = [new ValidityStep(Money.Parse("USD 10.00"), 30)] } }],
    };

    private static IEnumerable<Life> Renewals()
    {
        // Confirmed only after the period in which it was bought, so that a cancellation can come between.
        static CarrierPolicy Confirmed(CarrierPolicy policy) =>
            policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true, ProvisioningTimeoutDays = 5, ProvisioningAttempts = 1 } };

        yield return new("topped up in service", () => With(ByTopUp).Activated().ToppedUp("USD 10.00"), new Edge(S.Active, FollowUpKind.PurchaseApplied, S.Active));
        yield return new(
            "topped up before activation",
            () => With(ByTopUp).Opened().Paid().ToppedUp("USD 10.00").When(new Activate()),
            new Edge(S.Pending, CommandKind.Activate, S.Active));
        yield return new("topped up in grace", () => In(S.Grace, change: ByTopUp).ToppedUp("USD 10.00"), new Edge(S.Grace, FollowUpKind.PurchaseApplied, S.Active));
        yield return new(
            "topped up while suspended",
            () => With(ByTopUp).Activated().When(new Suspend()).ToppedUp("USD 10.00"),
            new Edge(S.Suspended, FollowUpKind.PurchaseApplied, S.Suspended));
        yield return new(
            "activated, put in effect later",
            () => With(Confirmed).Activated(),
            new Edge(S.Pending, FollowUpKind.PurchaseApplied, S.Active));
        yield return new(
            "activated, not put in effect",
            () => With(Confirmed).Opened().Paid().When(new Activate()).Until("2026-02-06T10:00:00"),
            new Edge(S.Pending, FollowUpKind.PurchaseReleased, S.Pending));
        yield return new(
            "renewed ahead, not put in effect",
            () => With(Confirmed).Activated().Paid().Until("2026-02-06T10:00:00"),
            new Edge(S.Active, FollowUpKind.PurchaseReleased, S.Active));
        yield return new(
            "renewed on the last day, not put in effect",
            () => With(Confirmed).Activated().At("2026-02-27").Paid().Until("2026-03-05"),
            new Edge(S.Active, DeadlineKind.PeriodEnd, S.Active),
            new Edge(S.Active, FollowUpKind.PurchaseReleased, S.Grace));
        yield return new(
            "renewed in grace, not put in effect",
            () => In(S.Grace, change: Confirmed).Paid().Until("2026-03-11"),
            new Edge(S.Grace, FollowUpKind.PurchaseReleased, S.Grace));
        yield return new(
            "renewed, suspended, not put in effect",
            () => With(Confirmed).Activated().Paid().When(new Suspend()).Until("2026-02-06T10:00:00"),
            new Edge(S.Suspended, FollowUpKind.PurchaseReleased, S.Suspended));
    }

    private static IEnumerable<Life> FirstPlans()
    {
        yield return new(
            "another plan before the activation",
            () => With(policy => policy with { Plans = [policy.Plans[0], policy.Plans[0] with { Code = "other", Price = Money.Parse("USD 20.00") }] })
                .Opened().Paid().When(new ChangePlan("other")).When(new Activate()),
            new Edge(S.Pending, CommandKind.Activate, S.Active));
    }

    /// <summary>A payment was taken back, and the line is suspended until that is paid.</summary>
    private static Scenario Owing(Scenario scenario) =>
        scenario.When(new ReportChargeback(scenario.State.Payments[0].Reference, Money.Parse(scenario.State.Term.Prepaid is null ? "USD 31.00" : "USD 62.00")), Caller.System)
            .When(new Suspend(SuspensionHolder.NonPayment), Caller.Carrier).Then<SubscriptionSuspended>();

    private static Scenario DuesPaid(this Scenario scenario) =>
        scenario.When(new PayDues(new Reference("dues"), Money.Parse("USD 31.00"), PaymentMethod.Card), Caller.System).Then<PaymentRecorded, SubscriptionResumed>();

    private static IEnumerable<Life> Suspensions()
    {
        static CarrierPolicy Short(CarrierPolicy policy) => policy with { Activation = policy.Activation with { MaxSuspensionDays = 10 } };
        static CarrierPolicy ShortAndFinal(CarrierPolicy policy) =>
            policy with { Activation = policy.Activation with { MaxSuspensionDays = 10, AfterMaxSuspension = AfterSuspension.Close } };

        yield return new(
            "suspended and resumed",
            () => In(S.Suspended).When(new Resume()),
            new Edge(S.Active, CommandKind.Suspend, S.Suspended),
            new Edge(S.Suspended, CommandKind.Resume, S.Active));
        yield return new(
            "suspended in grace and resumed",
            () => In(S.Grace).When(new Suspend()).When(new Resume()),
            new Edge(S.Grace, CommandKind.Suspend, S.Suspended),
            new Edge(S.Suspended, CommandKind.Resume, S.Grace));
        yield return new("suspended for as long as can be", () => In(S.Suspended, change: Short).Until("2026-02-11"), new Edge(S.Suspended, DeadlineKind.SuspensionEnd, S.Active));
        yield return new(
            "suspended in grace for as long as can be",
            () => In(S.Grace, change: Short).When(new Suspend()).Until("2026-03-16"),
            new Edge(S.Suspended, DeadlineKind.SuspensionEnd, S.Grace));
        yield return new(
            "suspended until it closes",
            () => In(S.Suspended, change: ShortAndFinal).Until("2026-02-11"),
            new Edge(S.Suspended, DeadlineKind.SuspensionEnd, S.Closed));
        yield return new("lapsed while suspended", () => With().Activated().When(new Suspend()).Until("2026-02-28"), new Edge(S.Suspended, DeadlineKind.PeriodEnd, S.Suspended));
        yield return new(
            "grace over while suspended",
            () => In(S.Grace).When(new Suspend()).Until("2026-03-30"),
            new Edge(S.Suspended, DeadlineKind.GraceEnd, S.Suspended));
        yield return new(
            "suspended for non-payment until what is owed is paid",
            () => Owing(In(S.Active)).DuesPaid(),
            new Edge(S.Suspended, FollowUpKind.DuesPaid, S.Active));
        yield return new(
            "suspended for non-payment in grace until what is owed is paid",
            () => Owing(In(S.Grace)).DuesPaid(),
            new Edge(S.Suspended, FollowUpKind.DuesPaid, S.Grace));
        yield return new(
            "held for non-payment before activation until what is owed is paid",
            () => Owing(In(S.Pending)).DuesPaid(),
            new Edge(S.Pending, FollowUpKind.DuesPaid, S.Pending));
        foreach (var stage in Stages)
        {
            yield return new(
                $"suspended for non-payment in {stage} until what is owed is paid",
                () => Owing(Cancelling(S.Active, stage)).DuesPaid(),
                new Edge(stage, FollowUpKind.DuesPaid, stage));
        }

        yield return new(
            "held for fraud for as long as can be, and again",
            () => In(S.Active, change: Short).When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier).Until("2026-02-11").Then<HoldOverdue>().Until("2026-02-22"),
            new Edge(S.Suspended, DeadlineKind.SuspensionEnd, S.Suspended),
            new Edge(S.Suspended, DeadlineKind.SuspensionEnd, S.Closed));
        yield return new(
            "held for fraud while the first period is put in effect",
            () => With(policy => policy with { Renewal = policy.Renewal with { ConfirmsProvisioning = true } }).Opened().Paid().When(new Activate())
                .When(new Suspend(SuspensionHolder.Fraud), Caller.Carrier).Reported(),
            new Edge(S.Pending, FollowUpKind.PurchaseApplied, S.Suspended));
        yield return new("renewed while suspended", () => In(S.Suspended).Paid(), new Edge(S.Suspended, FollowUpKind.PurchaseApplied, S.Suspended));
    }

    private static IEnumerable<Life> Requests() =>
        from origin in Origins
        from first in new[] { S.AwaitingDocuments, S.UnderReview, S.Clearing, S.Closed }
        select new Life(
            $"requested from {origin}, with {first} first",
            () => In(origin, first == S.Closed ? new CancellationPolicy() : Into(first)).Requested(),
            new Edge(origin, CommandKind.RequestCancellation, first));

    private static IEnumerable<Life> Steps()
    {
        Life Complete(S next, CancellationPolicy rules) => new(
            $"documents complete, with {next} next",
            () => In(S.Active, rules with { Documents = [DocumentKind.Contract, DocumentKind.ProofOfNumber] }).Requested()
                .Submitted(DocumentKind.Contract).Is(S.AwaitingDocuments).Submitted(DocumentKind.ProofOfNumber),
            new Edge(S.AwaitingDocuments, FollowUpKind.DocumentsComplete, next));

        yield return Complete(S.UnderReview, Into(S.UnderReview));
        yield return Complete(S.Clearing, Into(S.Clearing));
        yield return Complete(S.Closed, new CancellationPolicy());
        yield return new(
            "supplemented and approved",
            () => Cancelling(S.Active, S.AwaitingSupplement).Submitted(DocumentKind.Explanation).When(new ApproveCancellation(), Reviewer),
            new Edge(S.UnderReview, CommandKind.RequestSupplement, S.AwaitingSupplement),
            new Edge(S.AwaitingSupplement, FollowUpKind.DocumentsComplete, S.UnderReview),
            new Edge(S.UnderReview, FollowUpKind.Approved, S.Closed));
        yield return new(
            "approved with a device bound, and cleared",
            () => In(S.Active, Into(S.UnderReview)).Bound(Phone).Requested().When(new ApproveCancellation(), Reviewer).When(new UnbindDevice(Phone)),
            new Edge(S.UnderReview, FollowUpKind.Approved, S.Clearing),
            new Edge(S.Clearing, FollowUpKind.Cleared, S.Closed));
        yield return new(
            "approved because the review is overdue",
            () => In(S.Active, Into(S.UnderReview, 5) with { OverdueReview = OverdueReview.Approve }).Requested().Until("2026-02-07"),
            new Edge(S.UnderReview, DeadlineKind.Review, S.UnderReview),
            new Edge(S.UnderReview, FollowUpKind.Approved, S.Closed));
        yield return new(
            "illegible and handed in again",
            () => In(S.Active, Into(S.UnderReview) with { Documents = [DocumentKind.Contract] }).Requested()
                .When(new SubmitDocuments([new(DocumentKind.Contract, new("scan-1"))]))
                .When(new JudgeDocument(new("scan-1"), DocumentVerdict.Illegible), Reviewer)
                .When(new SubmitDocuments([new(DocumentKind.Contract, new("scan-2"))])).When(new ApproveCancellation(), Reviewer),
            new Edge(S.AwaitingDocuments, FollowUpKind.DocumentsComplete, S.UnderReview));
        yield return new(
            "service stopped at the end of the term, before the review is done",
            () => In(S.Active, Into(S.UnderReview, Long) with { Timings = [CancellationTiming.EndOfTerm], KeepsAccess = false })
                .Requested(timing: CancellationTiming.EndOfTerm).Until("2026-04-30"),
            new Edge(S.UnderReview, DeadlineKind.PeriodEnd, S.UnderReview));
        yield return new(
            "closed by force after clearing",
            () => In(S.Active, Into(S.Clearing) with { OverdueClearing = OverdueClearing.ForceClose }).RequestedInto(S.Clearing).Until("2026-03-11"),
            new Edge(S.Clearing, DeadlineKind.Clearing, S.Closed));
    }

    private static IEnumerable<Life> Returns(S origin) =>
        from back in WaysBack
        select new Life(
            $"requested from {origin}, {back.Way} in {back.Stage}",
            () => Cancelling(origin, back.Stage, change: policy => Limited(policy, back.Way)).GoesBack(back.Way),
            new Edge(back.Stage, back.Way, origin));

    private static IEnumerable<Life> LateRegistrations(S origin) =>
        from stage in new[] { S.AwaitingDocuments, S.AwaitingSupplement }
        select new Life(
            $"lapsed in {stage}, from {origin}, with the paper there",
            () =>
            {
                var asked = Cancelling(origin, stage, change: policy => policy with { Cancellation = policy.Cancellation with { Review = true } });
                var (received, missing) = (asked.Now, asked.State.Cancellation!.Missing);
                return asked.Until(asked.State.Cancellation.DueBy!.Value)
                    .When(new SubmitDocuments([.. missing.Select(kind => new SubmittedDocument(kind, new PersonalReference("letter"), received))]));
            },
            new Edge(origin, CommandKind.SubmitDocuments, stage));

    private static IEnumerable<Life> Waits(S stage)
    {
        static Func<CarrierPolicy, CarrierPolicy> Overdue(OverdueProcess consequence) =>
            policy => policy with { Cancellation = policy.Cancellation with { ProcessBusinessDays = 10, OverdueProcess = consequence } };

        yield return new(
            $"overdue as a whole in {stage}",
            () => Cancelling(S.Active, stage, change: Overdue(OverdueProcess.Escalate)).Until("2026-02-15"),
            new Edge(stage, DeadlineKind.Process, stage));
        if (stage != S.Clearing)
        {
            yield return new(
                $"approved because the whole is overdue in {stage}",
                () => Cancelling(S.Active, stage, change: Overdue(OverdueProcess.Approve)).Until("2026-02-15"),
                new Edge(stage, FollowUpKind.Approved, S.Closed));
            yield return new(
                $"approved with a device bound because the whole is overdue in {stage}",
                () => In(S.Active, Into(stage), Overdue(OverdueProcess.Approve)).Bound(Phone).RequestedInto(stage).Until("2026-02-15"),
                new Edge(stage, FollowUpKind.Approved, S.Clearing));
        }

        yield return new(
            $"lapsed in {stage}",
            () => With(policy => policy with { Cancellation = Into(stage, Long) }).Activated().RequestedInto(stage).Until("2026-02-28"),
            new Edge(stage, DeadlineKind.PeriodEnd, stage));
        yield return new(
            $"grace over in {stage}",
            () => Cancelling(S.Grace, stage, Long).Until("2026-03-30"),
            new Edge(stage, DeadlineKind.GraceEnd, stage));
        yield return new(
            $"topped up in {stage}",
            () => With(policy => ByTopUp(policy with { Cancellation = Into(stage) })).Activated().RequestedInto(stage).ToppedUp("USD 10.00"),
            new Edge(S.Pending, CommandKind.Activate, S.Active));
    }

    private static IEnumerable<Life> Terminations()
    {
        foreach (var origin in Origins)
            yield return new($"terminated from {origin}", () => In(origin).When(new Terminate(TerminationReason.Fraud), Caller.Carrier), new Edge(origin, CommandKind.Terminate, S.Closed));
        foreach (var stage in Stages)
            yield return new($"terminated in {stage}", () => Cancelling(S.Active, stage).When(new Terminate(TerminationReason.Regulatory), Caller.Carrier), new Edge(stage, CommandKind.Terminate, S.Closed));
    }

    /// <summary>What happens to devices beside the edges of the chart.</summary>
    private static IEnumerable<Life> Devices()
    {
        static CarrierPolicy Attested(CarrierPolicy policy) => policy with { Devices = new DevicePolicy { Proof = UnbindingProof.Attestation } };

        yield return new(
            "phone seen again whose profile was assumed deleted",
            () => In(S.Active, change: Attested).Bound(Phone)
                .When(new ReportProfile(ProfileState.Enabled) { Device = Phone, Sequence = 1 }, Caller.System).Then<ProfileReported>()
                .When(new ReportDeviceLost(Phone)).Then<DeviceReportedLost>()
                .When(new ReportDeviceFound(Phone)).Then<DeviceReportedFound>()
                .When(new ReportDeviceLost(Phone)).Then<DeviceReportedLost>()
                .When(new ReplaceDevice(Phone, Tablet)).Then<DeviceUnbindRequested, DeviceBound>()
                .Until("2026-02-15").Then<DeviceUnbound>()
                .When(new ReportProfile(ProfileState.Enabled) { Device = Phone, Sequence = 2 }, Caller.System).Then<ProfileReported>()
                .When(new ReportProfile(ProfileState.Deleted) { Device = Tablet }, Caller.System).Then<ProfileReported, DeviceUnbound>()
                .When(new Terminate(TerminationReason.Revoked), Caller.Carrier),
            new Edge(S.Active, CommandKind.Terminate, S.Closed));
    }
}
