using System.Runtime.CompilerServices;

namespace EsimLifecycle;

/// <summary>Makes refusals: for each <see cref="RefusalCode"/> a factory of the same name, whose parameters are the facts that the refusal carries.</summary>
/// <remarks>A parameter that is not a fact is called <c>retryAt</c> or <c>remedy</c>. A new refusal needs its code, its factory and its texts.</remarks>
internal static class Refusals
{
    public static Refusal StatusNotPermitted(CommandKind command, SubscriptionStatus status) =>
        new(RefusalCode.StatusNotPermitted, Fact(command), Fact(status));

    public static Refusal SubscriptionNotOpened(CommandKind command) => new(RefusalCode.SubscriptionNotOpened, Fact(command));

    public static Refusal SubscriptionAlreadyOpened(SubscriptionId subscription) => new(RefusalCode.SubscriptionAlreadyOpened, Fact(subscription));

    public static Refusal PredecessorIsItself(SubscriptionId subscription) => new(RefusalCode.PredecessorIsItself, Fact(subscription));

    public static Refusal PredecessorNotClosed(SubscriptionId predecessor) => new(RefusalCode.PredecessorNotClosed, Fact(predecessor));

    public static Refusal PredecessorDues(SubscriptionId predecessor, Money owed) => new(RefusalCode.PredecessorDues, Fact(predecessor), Fact(owed));

    public static Refusal ReturnNumberNotKept(Instant restsUntil) => new(RefusalCode.ReturnNumberNotKept, Fact(restsUntil));

    public static Refusal ReturnNotAccepted(ClosedReason reason) => new(RefusalCode.ReturnNotAccepted, Fact(reason));

    public static Refusal ReturnTooSoon(Instant closedAt, Instant retryAt) => new(RefusalCode.ReturnTooSoon, Fact(closedAt)) { RetryAt = retryAt };

    public static Refusal SubscriptionClosed(ClosedReason reason, Instant closedAt) => new(RefusalCode.SubscriptionClosed, Fact(reason), Fact(closedAt));

    public static Refusal TimeBeforeHistory(Instant now, Instant historyEnd, Instant retryAt) =>
        new(RefusalCode.TimeBeforeHistory, Fact(now), Fact(historyEnd)) { RetryAt = retryAt };

    public static Refusal CommandIdReused(CommandId commandId) => new(RefusalCode.CommandIdReused, Fact(commandId));

    public static Refusal CommandMalformed(string property, string expected) => new(RefusalCode.CommandMalformed, Fact(property), Fact(expected));

    public static Refusal RoleNotPermitted(CommandKind command, Role role, ValueList<Role> allowed) =>
        new(RefusalCode.RoleNotPermitted, Fact(command), Fact(role), Fact(allowed));

    public static Refusal ChannelNotAccepted(CallerChannel channel, ValueList<CallerChannel> accepted) => new(RefusalCode.ChannelNotAccepted, Fact(channel), Fact(accepted));

    public static Refusal IdentityTooWeak(IdentityAssurance identity, IdentityAssurance needed) =>
        new(RefusalCode.IdentityTooWeak, Fact(identity), Fact(needed));

    public static Refusal PlanNotOffered(string plan, ValueList<string> offered) => new(RefusalCode.PlanNotOffered, Fact(plan), Fact(offered));

    public static Refusal CurrencyMismatch(Money amount, Currency currency) => new(RefusalCode.CurrencyMismatch, Fact(amount), Fact(currency));

    public static Refusal AmountOutOfRange(Money amount, Money largest) => new(RefusalCode.AmountOutOfRange, Fact(amount), Fact(largest));

    public static Refusal ActivationUnpaid(Money price, Money paid) => new(RefusalCode.ActivationUnpaid, Fact(price), Fact(paid));

    public static Refusal ImportDates(LocalDate? activatedOn, LocalDate? paidFrom, LocalDate? paidUntil) =>
        new(RefusalCode.ImportDates, [.. new[] { Fact(activatedOn!, nameof(activatedOn)), Fact(paidFrom!, nameof(paidFrom)), Fact(paidUntil!, nameof(paidUntil)) }.Where(fact => fact.Value is not null)]);

    public static Refusal ImportDuplicateDevice(Eid device) => new(RefusalCode.ImportDuplicateDevice, Fact(device));

    public static Refusal RenewalMethod(PaymentMethod method, ValueList<PaymentMethod> accepted) => new(RefusalCode.RenewalMethod, Fact(method), Fact(accepted));

    /// <param name="command">What was asked for.</param>
    /// <param name="remedy">Takes the cancellation back; null once that can't be done any more.</param>
    public static Refusal RenewalWhileCancelling(CommandKind command, LifecycleRequest? remedy) =>
        new(RefusalCode.RenewalWhileCancelling, Fact(command)) { Remedy = remedy };

    /// <param name="paidUntil">The first day that is not paid.</param>
    /// <param name="retryAt">When the end of a period makes room; null where none does.</param>
    public static Refusal RenewalTooFarAhead(LocalDate paidUntil, Instant? retryAt) =>
        new(RefusalCode.RenewalTooFarAhead, Fact(paidUntil)) { RetryAt = retryAt };

    public static Refusal RenewalByTopUp(string plan) => new(RefusalCode.RenewalByTopUp, Fact(plan));

    public static Refusal BalanceTooLow(Money price, Money balance) => new(RefusalCode.BalanceTooLow, Fact(price), Fact(balance));

    /// <param name="charge">The charge under way.</param>
    /// <param name="retryAt">When it is given up; null where it is tried again instead.</param>
    public static Refusal ChargeInFlight(Reference charge, Instant? retryAt) => new(RefusalCode.ChargeInFlight, Fact(charge)) { RetryAt = retryAt };

    public static Refusal ProvisioningPending(Reference provisioning) => new(RefusalCode.ProvisioningPending, Fact(provisioning));

    public static Refusal PlanUnchanged(string plan) => new(RefusalCode.PlanUnchanged, Fact(plan));

    public static Refusal PackLimit(int max) => new(RefusalCode.PackLimit, Fact(max));

    public static Refusal PackNotOffered(string pack, ValueList<string> offered) => new(RefusalCode.PackNotOffered, Fact(pack), Fact(offered));

    public static Refusal PromotionUnknown(string promotion) => new(RefusalCode.PromotionUnknown, Fact(promotion));

    /// <param name="promotion">The promotion's code.</param>
    /// <param name="retryAt">When it begins; null where it is over.</param>
    public static Refusal PromotionNotValid(string promotion, Instant? retryAt) => new(RefusalCode.PromotionNotValid, Fact(promotion)) { RetryAt = retryAt };

    public static Refusal PromotionUsed(string promotion) => new(RefusalCode.PromotionUsed, Fact(promotion));

    public static Refusal PromotionNotStackable(string promotion, string other) => new(RefusalCode.PromotionNotStackable, Fact(promotion), Fact(other));

    public static Refusal TermsDate(LocalDate earliest, LocalDate latest) => new(RefusalCode.TermsDate, Fact(earliest), Fact(latest));

    public static Refusal SuspensionHolderNotAllowed(SuspensionHolder holder, Role role) =>
        new(RefusalCode.SuspensionHolderNotAllowed, Fact(holder), Fact(role));

    public static Refusal SuspensionDate(LocalDate earliest, LocalDate latest) => new(RefusalCode.SuspensionDate, Fact(earliest), Fact(latest));

    public static Refusal SuspensionHeld(SuspensionHolder holder, Role role) => new(RefusalCode.SuspensionHeld, Fact(holder), Fact(role));

    /// <param name="requestedAt">When it was requested.</param>
    /// <param name="status">The stage that it is in.</param>
    /// <param name="stageEndsAt">When that stage ends at the latest.</param>
    /// <param name="retryAt">The same, where the request ends with the stage; null where something else may follow.</param>
    public static Refusal CancellationAlreadyOpen(Instant requestedAt, SubscriptionStatus status, Instant stageEndsAt, Instant? retryAt) =>
        new(RefusalCode.CancellationAlreadyOpen, Fact(requestedAt), Fact(status), Fact(stageEndsAt)) { RetryAt = retryAt };

    public static Refusal CancellationNotOpen(CommandKind command) => new(RefusalCode.CancellationNotOpen, Fact(command));

    public static Refusal CancellationTooSoon(Instant endedAt, Instant retryAt) => new(RefusalCode.CancellationTooSoon, Fact(endedAt)) { RetryAt = retryAt };

    /// <param name="max">The most requests that may lie within the window.</param>
    /// <param name="days">The window's length.</param>
    /// <param name="retryAt">When the first of them leaves it.</param>
    public static Refusal CancellationTooMany(int max, int days, Instant retryAt) =>
        new(RefusalCode.CancellationTooMany, Fact(max), Fact(days)) { RetryAt = retryAt };

    public static Refusal CancellationCommitment(Instant until) => new(RefusalCode.CancellationCommitment, Fact(until)) { RetryAt = until };

    public static Refusal CancellationTiming(CancellationTiming timing, ValueList<CancellationTiming> offered) =>
        new(RefusalCode.CancellationTiming, Fact(timing), Fact(offered));

    public static Refusal CancellationNoPaidTerm(CancellationTiming timing) => new(RefusalCode.CancellationNoPaidTerm, Fact(timing));

    public static Refusal CancellationDate(LocalDate earliest, LocalDate latest) => new(RefusalCode.CancellationDate, Fact(earliest), Fact(latest));

    /// <param name="earliest">The earliest end that the notice allows.</param>
    /// <param name="paidUntil">The first day that is not paid, which is before that.</param>
    public static Refusal CancellationNotice(LocalDate earliest, LocalDate paidUntil) =>
        new(RefusalCode.CancellationNotice, Fact(earliest), Fact(paidUntil));

    public static Refusal CancellationNoTermsChange() => new(RefusalCode.CancellationNoTermsChange);

    public static Refusal CancellationNoteMissing(CancellationReason reason) => new(RefusalCode.CancellationNoteMissing, Fact(reason));

    public static Refusal CancellationFraudHold() => new(RefusalCode.CancellationFraudHold);

    public static Refusal CancellationSettled(Instant settledAt) => new(RefusalCode.CancellationSettled, Fact(settledAt));

    public static Refusal RefundNotHeld() => new(RefusalCode.RefundNotHeld);

    public static Refusal RefundNotOpen() => new(RefusalCode.RefundNotOpen);

    public static Refusal TransferNotOffered() => new(RefusalCode.TransferNotOffered);

    public static Refusal TransferTarget() => new(RefusalCode.TransferTarget);

    public static Refusal TransferConsent(PersonalReference to) => new(RefusalCode.TransferConsent, Fact(to));

    public static Refusal TransferConflict(Reference transfer, Money amount) => new(RefusalCode.TransferConflict, Fact(transfer), Fact(amount));

    public static Refusal DuesNone() => new(RefusalCode.DuesNone);

    public static Refusal LateChargeUnknown(Reference charge) => new(RefusalCode.LateChargeUnknown, Fact(charge));

    public static Refusal LateChargeDecided(Reference charge, LateChargeStatus status) => new(RefusalCode.LateChargeDecided, Fact(charge), Fact(status));

    public static Refusal LateChargeNotDisputed(Reference charge) => new(RefusalCode.LateChargeNotDisputed, Fact(charge));

    /// <param name="status">The status.</param>
    /// <param name="remedy">Ends the line, its number being ported out.</param>
    public static Refusal PortOutNotClosed(SubscriptionStatus status, LifecycleRequest remedy) => new(RefusalCode.PortOutNotClosed, Fact(status)) { Remedy = remedy };

    public static Refusal NumberNone() => new(RefusalCode.NumberNone);

    public static Refusal NumberGone(NumberStatus number, Instant since) => new(RefusalCode.NumberGone, Fact(number), Fact(since));

    public static Refusal NumberHeld(SuspensionHolder holder) => new(RefusalCode.NumberHeld, Fact(holder));

    public static Refusal PortOutNotOffered() => new(RefusalCode.PortOutNotOffered);

    public static Refusal PortOutWindowOver(Instant endedAt) => new(RefusalCode.PortOutWindowOver, Fact(endedAt));

    public static Refusal PortOutUnderWay(Reference portOut, Instant dueBy) =>
        new(RefusalCode.PortOutUnderWay, Fact(portOut), Fact(dueBy)) { RetryAt = dueBy };

    /// <param name="status">The status.</param>
    /// <param name="remedy">Cancels it; null where that was done.</param>
    public static Refusal ErasureNotClosed(SubscriptionStatus status, LifecycleRequest? remedy) => new(RefusalCode.ErasureNotClosed, Fact(status)) { Remedy = remedy };

    public static Refusal ErasureTooSoon(ErasureObstacleKind obstacle, Instant until) =>
        new(RefusalCode.ErasureTooSoon, Fact(obstacle), Fact(until)) { RetryAt = until };

    public static Refusal ErasureUnsettled(ErasureObstacleKind obstacle, Money amount) => new(RefusalCode.ErasureUnsettled, Fact(obstacle), Fact(amount));

    public static Refusal SubscriptionErased(Instant erasedAt) => new(RefusalCode.SubscriptionErased, Fact(erasedAt));

    public static Refusal ContactMissing() => new(RefusalCode.ContactMissing);

    public static Refusal DocumentMissing() => new(RefusalCode.DocumentMissing);

    public static Refusal DocumentNotAsked(DocumentKind document, ValueList<DocumentKind> asked) =>
        new(RefusalCode.DocumentNotAsked, Fact(document), Fact(asked));

    public static Refusal DocumentConflict(PersonalReference reference) => new(RefusalCode.DocumentConflict, Fact(reference));

    public static Refusal DocumentNotYetReceived(PersonalReference reference, Instant receivedAt) =>
        new(RefusalCode.DocumentNotYetReceived, Fact(reference), Fact(receivedAt)) { RetryAt = receivedAt };

    public static Refusal DocumentReceivedLate(PersonalReference reference, Instant receivedAt, Instant dueBy) =>
        new(RefusalCode.DocumentReceivedLate, Fact(reference), Fact(receivedAt), Fact(dueBy));

    public static Refusal DocumentUnknown(PersonalReference reference) => new(RefusalCode.DocumentUnknown, Fact(reference));

    public static Refusal DocumentNotAccepted(ValueList<DocumentKind> documents) => new(RefusalCode.DocumentNotAccepted, Fact(documents));

    public static Refusal ReviewOwnRequest(PersonalReference reviewer) => new(RefusalCode.ReviewOwnRequest, Fact(reviewer));

    public static Refusal ReviewAnonymous() => new(RefusalCode.ReviewAnonymous);

    public static Refusal SupplementRoundsUsed(int rounds) => new(RefusalCode.SupplementRoundsUsed, Fact(rounds));

    /// <param name="devices">Every device that is still bound.</param>
    /// <param name="remedy">Unbinds the first for which that was not asked yet; null where it was asked for all.</param>
    /// <param name="retryAt">When all will be assumed to be unbound; null where that is not so of each.</param>
    public static Refusal DeviceStillBound(ValueList<Eid> devices, LifecycleRequest? remedy, Instant? retryAt) =>
        new(RefusalCode.DeviceStillBound, Fact(devices)) { Remedy = remedy, RetryAt = retryAt };

    public static Refusal DeviceNotBound(Eid device) => new(RefusalCode.DeviceNotBound, Fact(device));

    public static Refusal DeviceLimit(int max) => new(RefusalCode.DeviceLimit, Fact(max));

    /// <param name="command">What was asked for.</param>
    /// <param name="remedy">Takes the cancellation back; null once that can't be done any more.</param>
    public static Refusal DeviceWhileCancelling(CommandKind command, LifecycleRequest? remedy) =>
        new(RefusalCode.DeviceWhileCancelling, Fact(command)) { Remedy = remedy };

    /// <param name="device">The device that is being unbound.</param>
    /// <param name="retryAt">When it will be assumed to be unbound; null where it never is.</param>
    public static Refusal DeviceUnbindRequested(Eid device, Instant? retryAt) => new(RefusalCode.DeviceUnbindRequested, Fact(device)) { RetryAt = retryAt };

    /// <param name="max">The most changes that may lie within the window.</param>
    /// <param name="days">The window's length.</param>
    /// <param name="retryAt">When the first of them leaves it.</param>
    public static Refusal DeviceTooManyChanges(int max, int days, Instant retryAt) =>
        new(RefusalCode.DeviceTooManyChanges, Fact(max), Fact(days)) { RetryAt = retryAt };

    public static Refusal ProfileDeletionForbidden(Eid device) => new(RefusalCode.ProfileDeletionForbidden, Fact(device));

    // Named by the parameter that it is given.
    private static RefusalFact Fact(object value, [CallerArgumentExpression(nameof(value))] string name = "") => new(name, value);
}
