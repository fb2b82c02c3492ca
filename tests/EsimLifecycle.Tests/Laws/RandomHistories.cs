using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace EsimLifecycle.Tests;

/// <summary>
/// A step of a random history: how long after the last one, what, by whom; and which of the things that are awaited a command names, counted round, 0 for
/// what it names itself: a guessed key of a charge, a document or a leg would hardly ever be right.
/// </summary>
internal sealed record Step(Duration After, LifecycleCommand? Command, Caller By, int Aim = 0)
{
    public Step In(Subscription state, CarrierPolicy policy)
    {
        if (Aim == 0)
            return this;
        var command = Command switch
        {
            // What would be refused makes room for a step of the request that is open, or for what follows the end.
            Activate or BindDevice or Renew or ChangePlan or BuyPack or SetAutoRenewal when state.Cancellation is { } request && state.Status.IsPendingCancel() => Next(request),
            Activate or BindDevice or UnbindDevice or SetAutoRenewal or SubmitDocuments when Aim != 2 && state.CancellationHistory.Lapsed is { } lapsed => FoundLate(lapsed),
            UnbindDevice or Renew or BuyPack when state.Status == SubscriptionStatus.Closed && state.Refunds.Count > 0 => NextOfRefund(state),
            Activate or BindDevice or ChangePlan or SetAutoRenewal when state.Status == SubscriptionStatus.Closed => AfterClosing(state),
            UnbindDevice or BindDevice or ReportDeviceFound when Aim > 2 && state.Devices.FirstOrDefault(binding => binding.LostAt is not null) is { } lost => new ReportDeviceFound(lost.Device),
            RequestCancellation asked when Aim > 1 => Likely(asked, state, policy),
            RecordPayment { Charge: var named } payment when named != default && Of(state.Renewal.Charges) is { } charge =>
                payment with { Charge = charge.Key, Amount = Aim % 4 == 0 ? payment.Amount : charge.Amount },
            ReportProvisioning report when state.Renewal.Purchases.Reserved is { Count: > 0 } reserved => report with { Provisioning = reserved[Aim % reserved.Count].Key },
            ReportProvisioning report when Aim > 3 && state.Renewal.Purchases.Ended is { Count: > 0 } ended => report with { Provisioning = ended[Aim % ended.Count].Key },
            ReportChargeback when Aim == 5 && Of(state.Disputes) is { } dispute => new ReportChargeback(dispute.Payment, dispute.Amount) { Dispute = dispute.Id, Won = !dispute.IsWon },
            ReportChargeback when Of(state.Payments) is { } payment => new ReportChargeback(payment.Reference, Aim == 4 ? Money.OfMinor(Math.Max(1, payment.Amount.MinorUnits / 3), payment.Amount.Currency) : payment.Amount)
            {
                Dispute = Aim == 2 ? new Reference($"dispute-{state.Version}") : default,
            },
            PayDues dues when Aim == 1 && state.Balances[Account.Receivable].IsNegative => dues with { Method = PaymentMethod.Balance },
            PayDues dues when state.Balances[Account.Receivable].IsNegative => dues with { Amount = -state.Balances[Account.Receivable] },
            SubmitDocuments when state.Cancellation is { Missing.Count: > 0 } request => Missing(request, Aim),
            JudgeDocument judged when Of(state.Cancellation?.Submitted ?? default) is { } document => judged with { Reference = document.Reference },
            RecordRefund refund when Aim > 3 && Of(state.Payouts) is { } payout => refund with { Reference = payout.Reference, Amount = payout.Amount },
            RecordRefund refund when Of(state.Refunds) is { } leg => refund with { Leg = leg.Key, Amount = Aim % 4 == 0 ? refund.Amount : leg.Outstanding },
            ReportLateCharge when Aim > 2 && Of(state.LateCharges) is { } late => Aim == 3 ? new ResolveLateCharge(late.Reference, LateChargeOutcome.Cancelled) : new DisputeLateCharge(late.Reference),
            DisputeLateCharge when Of(state.LateCharges) is { } late => new DisputeLateCharge(late.Reference),
            ResolveLateCharge resolved when Of(state.LateCharges) is { } late => resolved with { Charge = late.Reference },
            RecordTransfer transfer when Of(state.Refunds) is { } leg => transfer with { Transfer = leg.Transfer },
            _ => Command,
        };
        return this with { Command = command, By = command?.Kind == Command?.Kind ? By : RandomHistories.CallerOf(policy, command!.Kind) };
    }

    private LifecycleCommand Next(CancellationRequest request) => Aim switch
    {
        1 => Missing(request, 10),
        2 => new JudgeDocument(Of(request.Submitted)?.Reference ?? default, DocumentVerdict.Illegible),
        3 => new RequestSupplement([DocumentKind.Explanation]),
        4 => new ApproveCancellation(),
        _ => Command is BindDevice ? new WithdrawCancellation() : new RejectCancellation(RejectionReason.Other),
    };

    /// <summary>What had been received before the request lapsed, hardly ever at the instant or after it, all at once or only some.</summary>
    private SubmitDocuments FoundLate(LapsedRequest lapsed) => new([.. Missing(lapsed.Request, Aim == 1 ? 1 : 10).Documents
        .Select(document => document with { ReceivedAt = lapsed.At - (Aim == 5 ? Duration.Zero : Duration.FromHours(Aim * 7)) })]);

    private LifecycleCommand NextOfRefund(Subscription state)
    {
        var leg = Of(state.Refunds)!;
        var payout = Of(state.Payouts);
        var part = Money.OfMinor(Math.Max(1, leg.Outstanding.MinorUnits / Aim), leg.Amount.Currency);
        var report = new RecordRefund(new Reference($"payout-{state.Version}"), part) { Leg = leg.Key };
        return (state.Version % 6) switch
        {
            0 => report with { Outcome = PayoutOutcome.Submitted },
            1 when payout is not null => new RecordRefund(payout.Reference, payout.Amount) { Outcome = PayoutOutcome.Failed },
            2 when payout is not null => new RecordRefund(payout.Reference, payout.Amount),
            3 when leg.Transfer != default => new RecordTransfer(leg.Transfer) { Failed = Aim > 2 },
            4 => new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Transfer, new PersonalReference("other-account"), new PersonalReference("consent"))),
            5 => report with { Outcome = PayoutOutcome.Failed },
            _ => report,
        };
    }

    private LifecycleCommand AfterClosing(Subscription state) => Aim switch
    {
        _ when state.Version % 7 == 0 => new RequestErasure(),
        _ when state.Version % 3 == 0 && state.Closure!.Number is { } number => number.UnderWay is { } portOut
            ? new ReportPortOut(portOut.Key) { Failed = Aim > 2 }
            : Aim == 5 ? new ReportNumberReused(new SubscriptionId("sub-2")) : new RequestPortOut { Note = new PersonalReference("port-note") },
        1 when Of(state.Closure!.Number?.PortOuts ?? default) is { } known => new ReportPortOut(known.Key) { Failed = state.Version % 2 == 0 },
        _ when state.Version % 5 == 0 => new Suspend(Aim % 2 == 0 ? SuspensionHolder.Fraud : SuspensionHolder.Regulator),
        1 => new ReleaseRefund(),
        2 => new ReleaseRefund { Forfeit = true },
        3 when state.Version % 2 == 0 => new WriteOff(),
        3 => new ReportLateCharge(new Reference($"late-{state.Version}"), Money.OfMinor(state.Version * 10, state.Balances.Currency), state.Closure!.At - Duration.FromHours(state.Version)),
        4 => new ChooseBalanceDisposition(new BalanceChoice(BalanceDisposition.Transfer, new PersonalReference("other"), new PersonalReference("consent"))),
        5 when state.Version % 3 == 0 => new RecordCardReturn(new Reference($"card-{state.Version}")),
        _ => new RecordTransfer(Of(state.Refunds)?.Transfer ?? default),
    };

    /// <summary>A request against which there is little to say.</summary>
    private RequestCancellation Likely(RequestCancellation asked, Subscription state, CarrierPolicy policy)
    {
        var timings = policy.Cancellation.Timings;
        var timing = timings[Aim % timings.Count];
        return asked with
        {
            Reason = asked.Reason == CancellationReason.TermsChanged && state.Contract?.TermsChange is null ? CancellationReason.Privacy : asked.Reason,
            Timing = timing,
            OnDate = timing == CancellationTiming.OnDate ? state.Term.PaidUntilDate : null,
            Note = new PersonalReference("note"),
            Balance = policy.Settlement.Transfers ? asked.Balance : null,
        };
    }

    private static SubmitDocuments Missing(CancellationRequest request, int most) =>
        new([.. request.Missing.Take(most).Select(kind => new SubmittedDocument(kind, new PersonalReference($"{kind}-{request.Submitted.Count}")))]);

    public override string ToString() => $"+{After} {Command?.ToString() ?? "time passes"} by {By.Role}, aim {Aim}";

    private T? Of<T>(ValueList<T> awaited) where T : class => awaited.Count == 0 ? null : awaited[Aim % awaited.Count];
}

/// <summary>A policy and thirty random steps.</summary>
internal sealed record RandomHistory(string Policy, CarrierPolicy Rules, ValueList<Step> Steps)
{
    public override string ToString() => $"{Policy}: {Encoding.UTF8.GetString(LifecycleJson.Write(Rules))}\n{string.Join("\n", Steps)}";
}

/// <summary>
/// Makes random histories. Commands come from small pools (three devices, a few documents and payments), so that they meet; times come in minutes,
/// days and months, so that every deadline is met before, at and after its instant.
/// </summary>
internal static class RandomHistories
{
    public const int Length = 30;

    private static readonly Msisdn Number = Msisdn.Parse("+6281234567890");

    private static readonly Iccid Profile = Iccid.Parse("8962110000000000001");

    private static readonly Eid[] Devices = [Scenario.Phone, Scenario.Watch, Scenario.Tablet];

    private static readonly Gen<Duration> Slow = Gen.Frequency(
        (6, Gen.Choose(0, 120).Select(minutes => Duration.FromMinutes(minutes))),
        (3, Gen.Choose(1, 10).Select(days => Duration.FromDays(days))),
        (1, Gen.Choose(20, 70).Select(days => Duration.FromDays(days))),
        (1, Gen.Constant(Duration.FromMinutes(-20))),
        (1, Gen.Constant(Duration.FromSeconds(-5))));

    // Where the rules are short, a slow history is over before it has begun.
    private static readonly Gen<Duration> Quick = Gen.Frequency(
        (12, Gen.Choose(0, 60).Select(minutes => Duration.FromMinutes(minutes))),
        (5, Gen.Choose(5, 40).Select(hours => Duration.FromHours(hours))),
        (1, Gen.Choose(2, 10).Select(days => Duration.FromDays(days))),
        (1, Gen.Constant(Duration.FromSeconds(-5))));

    private static readonly Gen<Caller> Callers = Gen.Frequency(
        (12, Gen.Constant(Caller.Customer(CallerChannel.App, new PersonalReference("customer"), IdentityAssurance.High))),
        (3, Gen.Constant(Caller.Agent(CallerChannel.Hotline, new PersonalReference("agent")))),
        (6, Gen.Constant(Caller.Reviewer(new PersonalReference("reviewer")))),
        (4, Gen.Constant(Caller.Carrier)),
        (4, Gen.Constant(Caller.System)),
        (1, Gen.Constant(Caller.Customer(CallerChannel.Email, identity: IdentityAssurance.None))));

    public static Arbitrary<RandomHistory> Of(string name, CarrierPolicy policy) => Of(Gen.Constant((name, policy)));

    public static Arbitrary<RandomHistory> Of(Gen<(string Name, CarrierPolicy Policy)> policies)
    {
        var histories =
            from policy in policies
            from opening in Openings(policy.Policy)
            from pace in Gen.Elements(Slow, Quick, Quick)
            from steps in Gen.ArrayOf(Steps(policy.Policy, pace), Length)
            select new RandomHistory(policy.Name, policy.Policy, [.. opening, .. steps]);
        return Arb.From(histories, Shrink);
    }

    /// <summary>Who may give this command under this policy.</summary>
    public static ValueList<Role> RolesOf(CarrierPolicy policy, CommandKind command)
    {
        foreach (var access in policy.Access.Commands)
        {
            if (access.Command == command && access.Roles is { } roles)
                return roles;
        }

        return LifecycleCommand.DefinitionOf(command).Roles;
    }

    /// <summary>Somebody who may give this command under this policy; a reviewer is never the customer who asked.</summary>
    public static Caller CallerOf(CarrierPolicy policy, CommandKind command)
    {
        var roles = RolesOf(policy, command);

        // Only the carrier may place and lift every suspension.
        var role = roles.Contains(Role.Carrier) && command is CommandKind.Suspend or CommandKind.Resume ? Role.Carrier : roles[0];
        var decides = command is CommandKind.RequestSupplement or CommandKind.ApproveCancellation or CommandKind.RejectCancellation or CommandKind.JudgeDocument;
        return new Caller(role, policy.Access.Channels[0], IdentityAssurance.High, new PersonalReference(decides ? "reviewer" : "customer"));
    }

    private static Gen<Step> Steps(CarrierPolicy policy, Gen<Duration> pace) =>
        from gap in pace
        from command in Commands(policy)
        from caller in Gen.Frequency((4, Gen.Constant(command is null ? Caller.System : CallerOf(policy, command.Kind))), (1, Callers))
        from aim in Gen.Choose(0, 5)
        select new Step(gap, command, caller, aim);

    // Without an opening most of a history would be refusals.
    private static Gen<Step[]> Openings(CarrierPolicy policy)
    {
        var opened =
            from plan in Gen.Elements<PlanTerms>([.. policy.Plans])
            from activates in Gen.Elements(true, true, true, false)
            from confirms in Gen.Elements(true, true, true, false)
            from earlier in Gen.Frequency((4, Gen.Constant<Predecessor?>(null)), (1, Predecessors(policy)))
            select new Step[]
            {
                new(
                    Duration.Zero,
                    new OpenSubscription(Scenario.Id, plan.Code) { Contact = Scenario.Contact, Number = Number, Iccid = Profile, Predecessor = earlier },
                    CallerOf(policy, CommandKind.OpenSubscription)),
                new(Duration.Zero, First(plan), CallerOf(policy, First(plan).Kind)),
                new(Duration.Zero, activates ? new Activate() : null, CallerOf(policy, CommandKind.Activate)),
                new(Duration.Zero, policy.Renewal.ConfirmsProvisioning && confirms ? new ReportProvisioning(new Reference("first")) : null, Caller.System, Aim: 1),
            };
        var imported = Imports(policy).Select(import => new Step[] { new(Duration.Zero, import, CallerOf(policy, CommandKind.ImportSubscription)) });
        return Gen.Frequency((4, opened), (1, imported));
    }

    // As a rule one that can be followed, or nothing would come of the history.
    private static Gen<Predecessor?> Predecessors(CarrierPolicy policy) =>
        from reason in Gen.Elements(Enum.GetValues<ClosedReason>())
        from days in Gen.Frequency((1, Gen.Choose(0, 20)), (4, Gen.Constant(100)))
        from owed in Gen.Elements(0, 5, 100)
        let accepted = policy.Closure.NoReturnAfter.Contains(reason) ? Enum.GetValues<ClosedReason>().Except(policy.Closure.NoReturnAfter).Append(reason).First() : reason
        select (Predecessor?)new Predecessor(new SubscriptionId("sub-0"))
        {
            Reason = accepted,
            ClosedAt = Instant.FromUtc(2026, 1, 30, 0, 0) - Duration.FromDays(days),
            Owed = owed == 0 || policy.Closure.PredecessorDues == PredecessorDues.PayFirst ? null : Money.OfMinor(owed, policy.Identity.Currency),
        };

    private static LifecycleFact First(PlanTerms plan) => plan.Validity is { } validity
        ? new TopUp(new Reference("first"), validity.Steps[^1].MinAmount, PaymentMethod.Card)
        : new RecordPayment(new Reference("first"), plan.Price, PaymentMethod.Card);

    private static Gen<ImportSubscription> Imports(CarrierPolicy policy) =>
        from plan in Gen.Elements<PlanTerms>([.. policy.Plans])
        from active in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from daysAgo in Gen.Choose(0, 60)
        from days in Gen.Choose(1, 90)
        from paid in Gen.Elements<Money?>(null, plan.Price, Money.OfMinor(1, plan.Price.Currency))
        from wallet in Gen.Elements<Money?>(null, plan.Price, Money.OfMinor(77, plan.Price.Currency))
        from credit in Gen.Elements<Money?>(null, plan.Price)
        from renewal in Gen.Elements<PaymentMethod?>(null, PaymentMethod.Balance, PaymentMethod.Card)
        from holder in Gen.Frequency((3, Gen.Constant<SuspensionHolder?>(null)), (1, Gen.Elements(Enum.GetValues<SuspensionHolder>()).Select(each => (SuspensionHolder?)each)))
        from devices in Gen.Choose(0, 2)
        let today = new LocalDate(2026, 1, 30)
        select new ImportSubscription(Scenario.Id, plan.Code)
        {
            ActivatedOn = active ? today.PlusDays(-90) : null,
            PaidFrom = active ? today.PlusDays(-daysAgo) : null,
            PaidUntil = active ? today.PlusDays(days - daysAgo) : null,
            PaidForPeriod = active ? paid : null,
            Wallet = wallet,
            Promotional = credit,
            AutoRenewal = active ? renewal : null,
            SuspendedFor = active ? holder : null,
            Devices = [.. Devices.Take(devices).Select(device => new DeviceToBind(device))],
            Contact = Scenario.Contact,
        };

    private static Gen<LifecycleCommand?> Commands(CarrierPolicy policy)
    {
        var price = policy.Plans[0].Price;
        var prices = Gen.Elements<Money>(
            [.. policy.Plans.Select(plan => plan.Price), .. policy.Packs.Select(pack => pack.Price), .. policy.Plans.SelectMany(plan => plan.Validity?.Steps ?? default).Select(step => step.MinAmount)]);
        var references = Gen.Choose(1, 8).Select(n => new Reference($"ref-{n}"));
        var people = Gen.Choose(1, 8).Select(n => new PersonalReference($"record-{n}"));
        var odd = Gen.Elements(price.Multiply(2), Money.OfMinor(1, price.Currency), Money.OfMinor(price.MinorUnits + 123, price.Currency), Money.Parse("JPY 100"), Money.Zero(price.Currency), -price);
        var amounts = Gen.OneOf(prices, odd);
        var devices = Gen.Elements(Devices);
        var documents = Gen.Elements(Enum.GetValues<DocumentKind>());
        var asked = policy.Cancellation.Documents.Concat(policy.Cancellation.ReasonDocuments.SelectMany(each => each.Documents)).Distinct();
        return Gen.Frequency(
            (3, Gen.Constant<LifecycleCommand?>(null)),
            (5, Gen.Constant<LifecycleCommand?>(new Activate())),
            (1, Gen.Elements<LifecycleCommand?>(new OpenSubscription(Scenario.Id, "no-such-plan"), new ImportSubscription(Scenario.Id, policy.Plans[0].Code))),
            (4, devices.Select(LifecycleCommand? (device) => new BindDevice(device))),
            (5, devices.Select(LifecycleCommand? (device) => new UnbindDevice(device))),
            (6, DeviceMatters(devices)),
            (7, Payments(references, amounts)),
            (5, Others(references, amounts)),
            (12, Purchases(policy)),
            (3, Refunds(references, amounts)),
            (3, Balances(policy, references, people, amounts)),
            (4, LateCharges(amounts)),
            (1, Numbers()),
            (10, Requests()),
            (5, Submissions(people, documents)),
            (3, Gen.Constant<LifecycleCommand?>(new SubmitDocuments([.. asked.Select(kind => new SubmittedDocument(kind, new PersonalReference($"whole-{kind}")))]))),
            (2, documents.Select(LifecycleCommand? (kind) => new RequestSupplement([kind]))),
            (4, Gen.Constant<LifecycleCommand?>(new ApproveCancellation())),
            (3, Verdicts(people)),
            (1, Gen.Constant<LifecycleCommand?>(new RejectCancellation(RejectionReason.NotTheOwner))),
            (2, Gen.Constant<LifecycleCommand?>(new WithdrawCancellation())),
            (2, Gen.Elements(Enum.GetValues<SuspensionHolder>()).Select(LifecycleCommand? (holder) => new Suspend(holder))),
            (3, Gen.Constant<LifecycleCommand?>(new Resume())),
            (1, people.Select(LifecycleCommand? (reference) => new UpdateContact(reference))),
            (1, Letters()),
            (1, Gen.Choose(0, 90).Select(LifecycleCommand? (day) => new AnnounceTermsChange(new LocalDate(2026, 2, 1).PlusDays(day)))),
            (1, Gen.Frequency((3, Gen.Constant<LifecycleCommand?>(null)), (1, Gen.Elements(Enum.GetValues<TerminationReason>()).Select(LifecycleCommand? (reason) => new Terminate(reason))))));
    }

    private static Gen<LifecycleCommand?> DeviceMatters(Gen<Eid> devices) =>
        from device in devices
        from other in devices
        from state in Gen.Elements(Enum.GetValues<ProfileState>())
        from sequence in Gen.Frequency((1, Gen.Constant((long?)null)), (3, Gen.Choose(1, 12).Select(number => (long?)number)))
        from isNamed in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from iccid in Gen.Elements<Iccid?>(null, Iccid.Parse("8962110000000000001"), Iccid.Parse("8962110000000000019"))
        from forbidden in Gen.Frequency((8, Gen.Constant((bool?)null)), (1, Gen.Elements<bool?>(true, false)))
        from hours in Gen.Choose(-40, 2)
        from command in Gen.Frequency<LifecycleCommand>(
            (2, Gen.Constant<LifecycleCommand>(new ReplaceDevice(device, other))),
            (1, Gen.Constant<LifecycleCommand>(new ReportDeviceLost(device))),
            (1, Gen.Constant<LifecycleCommand>(new ReportDeviceFound(device))),
            (1, Gen.Constant<LifecycleCommand>(new AttestUnbound(device, new PersonalReference("evidence")))),
            (5, Gen.Constant<LifecycleCommand>(new ReportProfile(state)
            {
                Device = isNamed ? device : null,
                Iccid = iccid,
                Sequence = sequence,
                DeletionForbidden = forbidden,
                OccurredAt = hours > 0 ? null : Instant.FromUtc(2026, 2, 3, 0, 0) + Duration.FromHours(hours),
            })))
        select (LifecycleCommand?)command;

    private static Gen<LifecycleCommand?> Letters() =>
        from direction in Gen.Elements(Enum.GetValues<CorrespondenceDirection>())
        from channel in Gen.Elements(Enum.GetValues<CallerChannel>())
        from letter in Gen.Choose(1, 4)
        from version in Gen.Choose(1, 20)
        select (LifecycleCommand?)new LogCorrespondence(direction, channel, new PersonalReference($"letter-{letter}"))
        {
            Digest = letter == 1 ? null : ContentDigest.Of([(byte)letter]),
            Message = letter % 2 == 0 ? null : $"{Scenario.Id}/{version}/message-{MessageTemplate.CancellationReceived}",
        };

    private static Gen<LifecycleCommand?> Refunds(Gen<Reference> references, Gen<Money> amounts) =>
        from reference in references
        from amount in amounts
        from outcome in Gen.Elements(Enum.GetValues<PayoutOutcome>())
        select (LifecycleCommand?)new RecordRefund(reference, amount) { Outcome = outcome };

    private static Gen<BalanceChoice> Choices(Gen<PersonalReference> people) =>
        from disposition in Gen.Elements(Enum.GetValues<BalanceDisposition>())
        from to in people
        from consent in Gen.Frequency((1, Gen.Constant(default(PersonalReference))), (4, people))
        select new BalanceChoice(disposition, to, consent);

    private static Gen<LifecycleCommand?> Balances(CarrierPolicy policy, Gen<Reference> references, Gen<PersonalReference> people, Gen<Money> amounts) =>
        from reference in references
        from amount in amounts
        from choice in Choices(people)
        from key in Gen.Choose(2, 60)
        from flag in Gen.Elements(true, false)
        from command in Gen.Elements<LifecycleCommand>(
            new ReleaseRefund { Forfeit = flag },
            new ChooseBalanceDisposition(choice),
            new RecordTransfer(new Reference($"transfer-{key}")) { Failed = flag },
            new ReceiveTransfer(new SubscriptionId("sub-2"), reference, amount),
            new WriteOff(flag ? null : amount))
        select (LifecycleCommand?)command;

    private static Gen<LifecycleCommand?> LateCharges(Gen<Money> amounts) =>
        from charge in Gen.Choose(1, 5).Select(n => new Reference($"late-{n}"))
        from amount in amounts
        from hours in Gen.Choose(-2, 60 * 24)
        from command in Gen.Frequency<LifecycleCommand>(
            (4, Gen.Constant<LifecycleCommand>(new ReportLateCharge(charge, amount, Instant.FromUtc(2026, 1, 31, 0, 0) + Duration.FromHours(hours)))),
            (1, Gen.Constant<LifecycleCommand>(new DisputeLateCharge(charge))),
            (1, Gen.Constant<LifecycleCommand>(new RecordDuesMoved(new SubscriptionId($"sub-{hours % 3}"), amount))),
            (1, Gen.Elements<LifecycleCommand>(new RecordCardReturn(charge), new RecordCardReturn(charge) { OccurredAt = Instant.FromUtc(2026, 1, 31, 0, 0) + Duration.FromHours(hours) })),
            (1, Gen.Elements<LifecycleCommand>([.. Enum.GetValues<LateChargeOutcome>().Select(outcome => new ResolveLateCharge(charge, outcome))])))
        select (LifecycleCommand?)command;

    private static Gen<LifecycleCommand?> Numbers() =>
        from key in Gen.Choose(2, 40)
        from failed in Gen.Elements(true, false)
        from command in Gen.Elements<LifecycleCommand>(
            new RequestErasure(), new RequestPortOut(), new ReportPortOut(new Reference($"port-out-{key}")) { Failed = failed }, new ReportNumberReused(new SubscriptionId($"sub-{key % 3}")))
        select (LifecycleCommand?)command;

    private static Gen<LifecycleCommand?> Submissions(Gen<PersonalReference> people, Gen<DocumentKind> documents) =>
        from reference in people
        from count in Gen.Choose(0, 3)
        from kinds in Gen.ArrayOf(documents, count)
        select (LifecycleCommand?)new SubmitDocuments(
            [.. kinds.Select((kind, i) => new SubmittedDocument(kind, new PersonalReference($"{reference}-{i}")))]);

    private static Gen<LifecycleCommand?> Verdicts(Gen<PersonalReference> people) =>
        from reference in Gen.Frequency(
            (2, people.Select(reference => new PersonalReference($"{reference}-0"))),
            (1, Gen.Elements(Enum.GetValues<DocumentKind>()).Select(kind => new PersonalReference($"whole-{kind}"))))
        from verdict in Gen.Elements(Enum.GetValues<DocumentVerdict>())
        select (LifecycleCommand?)new JudgeDocument(reference, verdict);

    private static Gen<LifecycleCommand?> Payments(Gen<Reference> references, Gen<Money> amounts) =>
        from reference in references
        from amount in amounts
        from charge in Gen.Frequency((1, Gen.Constant(default(Reference))), (2, Gen.Choose(2, 40).Select(n => new Reference($"charge-{n}"))))
        from failed in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select (LifecycleCommand?)new RecordPayment(reference, amount, PaymentMethod.Card) { Charge = charge, Failed = failed };

    private static Gen<LifecycleCommand?> Others(Gen<Reference> references, Gen<Money> amounts) =>
        from reference in references
        from amount in amounts
        from command in Gen.Elements<LifecycleCommand>(
            new TopUp(reference, amount, PaymentMethod.PayPal),
            new TopUp(reference, amount, PaymentMethod.PayPal),
            new PayDues(reference, amount, PaymentMethod.Card),
            new ReportChargeback(reference, amount),
            new GrantCredit(amount, new PersonalReference($"case-{reference}")))
        select (LifecycleCommand?)command;

    private static Gen<LifecycleCommand?> Purchases(CarrierPolicy policy) =>
        from method in Gen.Frequency((2, Gen.Constant(PaymentMethod.Balance)), (1, Gen.Elements(Enum.GetValues<PaymentMethod>())))
        from plan in Gen.Elements(policy.Plans.Select(plan => plan.Code).ToArray())
        from pack in Gen.Elements(policy.Packs.Select(pack => pack.Code).Append("no-such-pack").ToArray())
        from promotion in Gen.Elements(policy.Promotions.Select(promotion => promotion.Code).Append("no-such-promotion").ToArray())
        from when in Gen.Elements(Enum.GetValues<PlanChangeTiming>())
        from key in Gen.Choose(2, 40)
        from bytes in Gen.Elements(0L, 1L << 20, 1L << 29, 900L << 20, 1L << 33, -1L, long.MaxValue)
        from isTotal in Gen.Elements(true, false)
        from failed in Gen.Elements(true, false)
        from command in Gen.Frequency<LifecycleCommand>(
            (3, Gen.Constant<LifecycleCommand>(new Renew(method))),
            (1, Gen.Constant<LifecycleCommand>(new Renew(method) { Plan = plan })),
            (3, Gen.Constant<LifecycleCommand>(new SetAutoRenewal(isTotal, method))),
            (2, Gen.Constant<LifecycleCommand>(new ChangePlan(plan, when, method))),
            (2, Gen.Constant<LifecycleCommand>(new BuyPack(pack, method))),
            (1, Gen.Constant<LifecycleCommand>(new ApplyPromotion(promotion))),
            (2, Gen.Constant<LifecycleCommand>(new RecordUsage(bytes, isTotal) { OccurredAt = failed ? null : Instant.FromUtc(2026, 1, 31, 0, 0) + Duration.FromDays(key) })),
            (3, Gen.Constant<LifecycleCommand>(new ReportProvisioning(new Reference($"provisioning-{key}")) { Failed = failed, Attempt = isTotal ? null : 1 + (key % 2) })))
        select (LifecycleCommand?)command;

    private static Gen<LifecycleCommand?> Requests() =>
        from reason in Gen.Elements(Enum.GetValues<CancellationReason>())
        from timing in Gen.Elements(Enum.GetValues<CancellationTiming>())
        from day in Gen.Choose(0, 60)
        from choice in Gen.Frequency((2, Gen.Constant<BalanceChoice?>(null)), (1, Choices(Gen.Constant(new PersonalReference("other-account"))).Select(BalanceChoice? (choice) => choice)))
        select (LifecycleCommand?)new RequestCancellation(reason)
        {
            Balance = choice,
            Timing = timing,
            OnDate = timing == CancellationTiming.OnDate ? new LocalDate(2026, 2, 1).PlusDays(day) : null,
        };

    private static IEnumerable<RandomHistory> Shrink(RandomHistory history)
    {
        foreach (var simpler in RandomPolicies.Simplify(history.Rules))
            yield return history with { Rules = simpler };
        for (var half = history.Steps.Count / 2; half > 0; half /= 2)
        {
            for (var start = 0; start + half <= history.Steps.Count; start += half)
                yield return history with { Steps = [.. history.Steps.Take(start), .. history.Steps.Skip(start + half)] };
        }
    }
}
