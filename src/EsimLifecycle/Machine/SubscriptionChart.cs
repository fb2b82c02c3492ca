using Stateless;
using S = EsimLifecycle.SubscriptionStatus;
using T = EsimLifecycle.SubscriptionTrigger;

namespace EsimLifecycle;

/// <summary>
/// The state chart of a subscription: every status change and its trigger, and every command that may be given in each status.
/// </summary>
public static class SubscriptionChart
{
    private static readonly S[] Statuses = Enum.GetValues<S>();
    private static readonly S[] Opened = [S.InForce, S.PendingCancel, S.Closed];
    private static readonly S[] BeforeClosing = [S.InForce, S.PendingCancel];

    // Never refused by a status: what has happened is recorded.
    private static readonly CommandKind[] Facts =
    [
        CommandKind.RecordPayment, CommandKind.TopUp, CommandKind.PayDues, CommandKind.ReportChargeback, CommandKind.RecordRefund, CommandKind.RecordTransfer,
        CommandKind.RecordUsage, CommandKind.ReportProvisioning, CommandKind.ReportProfile, CommandKind.ReportLateCharge,
        CommandKind.RecordCardReturn, CommandKind.RecordDuesMoved, CommandKind.ReportPortOut, CommandKind.ReportNumberReused, CommandKind.LogCorrespondence,
    ];

    /// <summary>Gets the chart. A decision that would violate it is a bug in this library, and throws.</summary>
    public static StateChart<S, T> Instance { get; } = new("Subscription", S.None, SubscriptionTrigger.Names, Configure);

    /// <summary>
    /// Determines whether an event may lead from one status to another: along the edge of its trigger or, without a trigger, only to the
    /// same status.
    /// </summary>
    internal static bool IsStep(S from, T? along, S to) => along is { } trigger ? Instance.Allows(from, trigger, to) : from == to;

    /// <summary>Determines whether a command is a fact: once there is a subscription, no status refuses it.</summary>
    internal static bool IsFact(CommandKind command) => Array.IndexOf(Facts, command) >= 0;

    internal static void Configure(StateMachine<S, T> machine)
    {
        machine.Configure(S.None)
            .Permit(CommandKind.OpenSubscription, S.Pending)
            .PermitOneOf(CommandKind.ImportSubscription, S.InForce);

        machine.Configure(S.InForce)
            .PermitOneOf(CommandKind.RequestCancellation, S.AwaitingDocuments, S.UnderReview, S.Clearing, S.Closed)
            .PermitOneOf(CommandKind.SubmitDocuments, S.AwaitingDocuments, S.AwaitingSupplement)
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

        // One configuration for each status: Stateless makes a new one whenever it is asked for.
        var configurations = Array.ConvertAll(Statuses, machine.Configure);
        Take(CommandKind.RequestCancellation, S.PendingCancel);
        // A hold can be put on whatever there is to hold, down to the claim of a closed subscription; the rules say by whom.
        Take(CommandKind.Suspend, S.Pending, S.Suspended, S.PendingCancel, S.Closed);
        Take(CommandKind.Resume, S.Pending, S.PendingCancel);
        Take(CommandKind.Renew, S.Active, S.Grace, S.Suspended);
        Take(CommandKind.ChangePlan, S.Pending, S.Active, S.Grace, S.Suspended);
        Take(CommandKind.BuyPack, S.Active, S.Grace, S.Suspended);
        Take(CommandKind.ApplyPromotion, S.InForce);
        Take(CommandKind.BindDevice, S.Pending, S.Active, S.Grace);
        Take(CommandKind.ReplaceDevice, S.Pending, S.Active, S.Grace);
        Take(CommandKind.UnbindDevice, BeforeClosing);
        Take(CommandKind.ReportDeviceLost, BeforeClosing);
        Take(CommandKind.ReportDeviceFound, BeforeClosing);
        Take(CommandKind.AttestUnbound, BeforeClosing);
        Take(CommandKind.SetAutoRenewal, BeforeClosing);
        Take(CommandKind.GrantCredit, BeforeClosing);
        Take(CommandKind.AnnounceTermsChange, BeforeClosing);
        Take(CommandKind.SubmitDocuments, S.PendingCancel);
        Take(CommandKind.JudgeDocument, S.AwaitingDocuments, S.UnderReview, S.AwaitingSupplement);
        Take(CommandKind.ApproveCancellation, S.UnderReview);
        Take(CommandKind.ChooseBalanceDisposition, S.PendingCancel, S.Closed);
        Take(CommandKind.ReleaseRefund, Opened);
        Take(CommandKind.ReceiveTransfer, Opened);
        Take(CommandKind.WriteOff, Opened);
        Take(CommandKind.UpdateContact, Opened);
        Take(CommandKind.DisputeLateCharge, Opened);
        Take(CommandKind.ResolveLateCharge, Opened);
        Take(CommandKind.RequestPortOut, S.Closed);
        Take(CommandKind.RequestErasure, S.Closed);
        foreach (var fact in Facts)
            Take(fact, Opened);

        // The command may be given in these statuses, and changes none by itself.
        void Take(CommandKind command, params ReadOnlySpan<S> statuses)
        {
            foreach (var status in statuses)
                configurations[(int)status].Ignore(command);
        }
    }
}
