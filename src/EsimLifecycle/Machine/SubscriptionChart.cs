using Stateless;
using S = EsimLifecycle.SubscriptionStatus;
using T = EsimLifecycle.SubscriptionTrigger;

namespace EsimLifecycle;

/// <summary>
/// The state chart of a subscription: every status change and its trigger, and every command that may be given in each status.
/// </summary>
public static class SubscriptionChart
{
    private static readonly S[] Opened = [S.InForce, S.PendingCancel, S.Closed];
    private static readonly S[] BeforeClosing = [S.InForce, S.PendingCancel];

    // Never refused by a status: what has happened is recorded.
    private static readonly CommandKind[] Facts =
    [
        CommandKind.RecordPayment, CommandKind.TopUp, CommandKind.PayDues, CommandKind.ReportChargeback, CommandKind.RecordRefund, CommandKind.RecordTransfer,
        CommandKind.RecordUsage, CommandKind.ReportProvisioning, CommandKind.ReportProfile,
    ];

    /// <summary>Gets the chart. A decision that would violate it is a bug in this library, and throws.</summary>
    public static StateChart<S, T> Instance { get; } = new(S.None, Configure);

    /// <summary>
    /// Determines whether an event may lead from one status to another: along the edge of its trigger or, without a trigger, only to the
    /// same status.
    /// </summary>
    internal static bool IsStep(S from, T? along, S to) => along is { } trigger ? Instance.Allows(from, trigger, to) : from == to;

    internal static void Configure(StateMachine<S, T> machine)
    {
        machine.Configure(S.None)
            .Permit(CommandKind.OpenSubscription, S.Pending)
            .PermitOneOf(CommandKind.ImportSubscription, S.InForce);

        machine.Configure(S.InForce)
            .PermitOneOf(CommandKind.RequestCancellation, S.AwaitingDocuments, S.UnderReview, S.Clearing, S.Closed)
            .Permit(CommandKind.Terminate, S.Closed);
        machine.Configure(S.Pending).SubstateOf(S.InForce)
            .Permit(CommandKind.Activate, S.Active)
            .PermitOneOf(FollowUpKind.PurchaseApplied, S.Active, S.Suspended)
            .Permit(DeadlineKind.Activation, S.Closed)
            .Ignore(FollowUpKind.PurchaseReleased).Ignore(FollowUpKind.DuesPaid);
        machine.Configure(S.Active).SubstateOf(S.InForce)
            .PermitOneOf(DeadlineKind.PeriodEnd, S.Active, S.Grace, S.Closed)
            .PermitOneOf(FollowUpKind.PurchaseReleased, S.Active, S.Grace)
            .Permit(CommandKind.Suspend, S.Suspended)
            .Ignore(FollowUpKind.PurchaseApplied);
        machine.Configure(S.Grace).SubstateOf(S.InForce)
            .Permit(FollowUpKind.PurchaseApplied, S.Active)
            .Permit(DeadlineKind.GraceEnd, S.Closed)
            .Permit(CommandKind.Suspend, S.Suspended)
            .Ignore(FollowUpKind.PurchaseReleased);
        machine.Configure(S.Suspended).SubstateOf(S.InForce)
            .PermitOneOf(CommandKind.Resume, S.Active, S.Grace)
            .PermitOneOf(FollowUpKind.DuesPaid, S.Active, S.Grace)
            .PermitOneOf(DeadlineKind.SuspensionEnd, S.Suspended, S.Active, S.Grace, S.Closed)
            .Ignore(DeadlineKind.PeriodEnd).Ignore(DeadlineKind.GraceEnd)
            .Ignore(FollowUpKind.PurchaseApplied).Ignore(FollowUpKind.PurchaseReleased);

        machine.Configure(S.PendingCancel)
            .PermitOneOf(CommandKind.WithdrawCancellation, S.InForce)
            .PermitOneOf(DeadlineKind.Process, S.PendingCancel, S.InForce)
            .Permit(CommandKind.Terminate, S.Closed)
            .Ignore(DeadlineKind.PeriodEnd).Ignore(DeadlineKind.GraceEnd).Ignore(FollowUpKind.DuesPaid);
        machine.Configure(S.AwaitingDocuments).SubstateOf(S.PendingCancel)
            .PermitOneOf(FollowUpKind.DocumentsComplete, S.UnderReview, S.Clearing, S.Closed)
            .PermitOneOf(FollowUpKind.Approved, S.Clearing, S.Closed)
            .PermitOneOf(DeadlineKind.Documents, S.InForce);
        machine.Configure(S.UnderReview).SubstateOf(S.PendingCancel)
            .Permit(CommandKind.RequestSupplement, S.AwaitingSupplement)
            .PermitOneOf(FollowUpKind.Approved, S.Clearing, S.Closed)
            .PermitOneOf(CommandKind.RejectCancellation, S.InForce)
            .PermitOneOf(DeadlineKind.Review, S.UnderReview, S.InForce);
        machine.Configure(S.AwaitingSupplement).SubstateOf(S.PendingCancel)
            .Permit(FollowUpKind.DocumentsComplete, S.UnderReview)
            .PermitOneOf(FollowUpKind.Approved, S.Clearing, S.Closed)
            .PermitOneOf(DeadlineKind.Supplement, S.InForce);
        machine.Configure(S.Clearing).SubstateOf(S.PendingCancel)
            .Permit(FollowUpKind.Cleared, S.Closed)
            .PermitOneOf(DeadlineKind.Clearing, S.InForce, S.Closed);

        Take(machine, CommandKind.RequestCancellation, S.PendingCancel);
        // A hold can be put on whatever there is to hold, down to the claim of a closed subscription; the rules say by whom.
        Take(machine, CommandKind.Suspend, S.Pending, S.Suspended, S.PendingCancel, S.Closed);
        Take(machine, CommandKind.Resume, S.Pending, S.PendingCancel);
        Take(machine, CommandKind.Renew, S.Active, S.Grace, S.Suspended);
        Take(machine, CommandKind.ChangePlan, S.Pending, S.Active, S.Grace, S.Suspended);
        Take(machine, CommandKind.BuyPack, S.Active, S.Grace, S.Suspended);
        Take(machine, CommandKind.ApplyPromotion, S.InForce);
        Take(machine, CommandKind.BindDevice, S.Pending, S.Active, S.Grace);
        Take(machine, CommandKind.ReplaceDevice, S.Pending, S.Active, S.Grace);
        Take(machine, CommandKind.UnbindDevice, BeforeClosing);
        Take(machine, CommandKind.ReportDeviceLost, BeforeClosing);
        Take(machine, CommandKind.ReportDeviceFound, BeforeClosing);
        Take(machine, CommandKind.AttestUnbound, BeforeClosing);
        Take(machine, CommandKind.SetAutoRenewal, BeforeClosing);
        Take(machine, CommandKind.GrantCredit, BeforeClosing);
        Take(machine, CommandKind.AnnounceTermsChange, BeforeClosing);
        Take(machine, CommandKind.SubmitDocuments, S.PendingCancel);
        Take(machine, CommandKind.JudgeDocument, S.AwaitingDocuments, S.UnderReview, S.AwaitingSupplement);
        Take(machine, CommandKind.ApproveCancellation, S.UnderReview);
        Take(machine, CommandKind.ChooseBalanceDisposition, S.PendingCancel, S.Closed);
        Take(machine, CommandKind.ReleaseRefund, Opened);
        Take(machine, CommandKind.ReceiveTransfer, Opened);
        Take(machine, CommandKind.WriteOff, Opened);
        Take(machine, CommandKind.UpdateContact, Opened);
        foreach (var fact in Facts)
            Take(machine, fact, Opened);
    }

    /// <summary>The command may be given in these statuses, and changes none by itself.</summary>
    private static void Take(StateMachine<S, T> machine, CommandKind command, params ReadOnlySpan<S> statuses)
    {
        foreach (var status in statuses)
            machine.Configure(status).Ignore(command);
    }
}
