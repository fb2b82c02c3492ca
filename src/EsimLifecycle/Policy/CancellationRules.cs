using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>Asking for the end, and what it takes.</summary>
/// <param name="Timings">The timings a customer may ask for; <see cref="CancellationTiming.Immediate"/> by default.</param>
/// <param name="LatestDateDays">How far ahead a date may be asked for with <see cref="CancellationTiming.OnDate"/>, in days.</param>
/// <param name="WaitingDays">The days that pass before a request takes effect, and within which it can be taken back whatever happens; 0 for none.</param>
/// <param name="Documents">The documents asked for, whatever the reason; none by default.</param>
/// <param name="DaysToSubmit">The days after the request within which the documents have to be complete.</param>
/// <param name="Review">Whether a reviewer has to approve.</param>
/// <param name="ReviewBusinessDays">
/// The business days within which the review has to be done, from the day on which the last of the documents was received; at least one is left
/// when it begins.
/// </param>
/// <param name="OverdueReview">What happens when it is not.</param>
/// <param name="EscalationBusinessDays">The business days that an escalated review may still take; after them the request is rejected.</param>
/// <param name="SupplementRounds">How often the reviewer may ask for more; 0 for never.</param>
/// <param name="SupplementDays">The days within which what was asked for in addition has to come.</param>
/// <param name="RescueDays">The least days of grace (or of time to activate, or to stay suspended) that a customer has after going back.</param>
/// <param name="ClearingDays">The days that clearing may take, from when both ends are reached.</param>
/// <param name="AfterClearing">What happens when it takes longer.</param>
/// <param name="AgainAfterDays">The days after a rejection or a withdrawal before another request is taken; 0 for at once.</param>
/// <param name="MostRequests">The most requests within <paramref name="RequestWindowDays"/>; 0 for no limit.</param>
/// <param name="RequestWindowDays">The window in which requests are counted, in days.</param>
/// <param name="ProcessBusinessDays">
/// The business days that the whole of it may take, from the request to the end; 0 for no limit. An end that the customer asked for and that is later than
/// that counts instead.
/// </param>
/// <param name="OverdueProcess">What happens when it takes longer.</param>
/// <param name="NoticeDays">
/// The days between the request and an end at the end of the term or on a date, at least; 0 for none. <see cref="CancellationTiming.Immediate"/> needs no
/// notice: whether it is offered at all, <paramref name="Timings"/> says.
/// </param>
/// <param name="KeepsAccess">
/// Whether service goes on until the subscription is closed, where review or clearing run past the end that was fixed with the request. If not, service is
/// stopped at that end, which is then the same as the end of billing, and put in effect again where the request comes to nothing.
/// </param>
/// <param name="TermsChangeWindowDays">
/// The days after <see cref="AnnounceTermsChange"/> within which the customer may leave because of it; at least until the new terms count.
/// </param>
/// <param name="ReasonDocuments">The documents asked for in addition for some reasons, each reason at most once; none by default.</param>
public sealed record CancellationRules(
    ValueList<CancellationTiming> Timings = default,
    int LatestDateDays = CancellationRules.DefaultLatestDateDays,
    int WaitingDays = 0,
    ValueList<DocumentKind> Documents = default,
    int DaysToSubmit = CancellationRules.DefaultDaysToSubmit,
    bool Review = false,
    int ReviewBusinessDays = CancellationRules.DefaultReviewBusinessDays,
    OverdueReview OverdueReview = OverdueReview.Escalate,
    int EscalationBusinessDays = CancellationRules.DefaultEscalationBusinessDays,
    int SupplementRounds = CancellationRules.DefaultSupplementRounds,
    int SupplementDays = CancellationRules.DefaultSupplementDays,
    int RescueDays = CancellationRules.DefaultRescueDays,
    int ClearingDays = CancellationRules.DefaultClearingDays,
    AfterClearing AfterClearing = AfterClearing.GoBack,
    int AgainAfterDays = 0,
    int MostRequests = 0,
    int RequestWindowDays = CancellationRules.DefaultRequestWindowDays,
    ValueList<ReasonDocuments> ReasonDocuments = default,
    int ProcessBusinessDays = 0,
    OverdueProcess OverdueProcess = OverdueProcess.Escalate,
    int NoticeDays = 0,
    bool KeepsAccess = true,
    int TermsChangeWindowDays = CancellationRules.DefaultTermsChangeWindowDays)
{
    /// <summary>The default of <see cref="LatestDateDays"/>: 90.</summary>
    public const int DefaultLatestDateDays = 90;

    /// <summary>The default of <see cref="DaysToSubmit"/>: 14.</summary>
    public const int DefaultDaysToSubmit = 14;

    /// <summary>The default of <see cref="ReviewBusinessDays"/>: 5.</summary>
    public const int DefaultReviewBusinessDays = 5;

    /// <summary>The default of <see cref="EscalationBusinessDays"/>: 10.</summary>
    public const int DefaultEscalationBusinessDays = 10;

    /// <summary>The default of <see cref="SupplementRounds"/>: 2.</summary>
    public const int DefaultSupplementRounds = 2;

    /// <summary>The default of <see cref="SupplementDays"/>: 7.</summary>
    public const int DefaultSupplementDays = 7;

    /// <summary>The default of <see cref="RescueDays"/>: 7.</summary>
    public const int DefaultRescueDays = 7;

    /// <summary>The default of <see cref="ClearingDays"/>: 30.</summary>
    public const int DefaultClearingDays = 30;

    /// <summary>The default of <see cref="RequestWindowDays"/>: 365.</summary>
    public const int DefaultRequestWindowDays = 365;

    /// <summary>The default of <see cref="TermsChangeWindowDays"/>: 30.</summary>
    public const int DefaultTermsChangeWindowDays = 30;

    /// <summary>The timings a customer may ask for.</summary>
    public ValueList<CancellationTiming> Timings { get; init; } = Timings.Count > 0 ? Timings : [CancellationTiming.Immediate];

    /// <summary>The documents asked for where a customer wants to leave for <paramref name="reason"/>: the general ones, then the reason's own.</summary>
    internal ValueList<DocumentKind> DocumentsFor(CancellationReason reason) =>
        ReasonDocuments.Find(reason, static (additional, reason) => additional.Reason == reason) is { } found
            ? DocumentRules.Join(Documents, found.Documents)
            : Documents;
}

/// <summary>The documents asked for in addition where a customer wants to leave for a reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Documents">What is asked for; at least one kind, none twice.</param>
public sealed record ReasonDocuments(CancellationReason Reason, ValueList<DocumentKind> Documents);

/// <summary>What happens to a request whose review is not done in time.</summary>
[JsonConverter(typeof(EnumJsonConverter<OverdueReview>))]
public enum OverdueReview
{
    /// <summary>It stays under review for a while, and an event says that it is overdue. The default value.</summary>
    Escalate = 0,

    /// <summary>
    /// It is approved; rejected where a document was not accepted and no other came. Devices still bound do not hold that up, also where the policy wants
    /// them unbound before: nobody would come back to approve, so clearing waits for them, until its own deadline.
    /// </summary>
    Approve,

    /// <summary>It is rejected.</summary>
    Reject,
}

/// <summary>What happens to a request that takes longer, in all, than the policy promises.</summary>
[JsonConverter(typeof(EnumJsonConverter<OverdueProcess>))]
public enum OverdueProcess
{
    /// <summary>It stays where it is, the customer is told, and the deadlines of its stages end it. The default value.</summary>
    Escalate = 0,

    /// <summary>
    /// What is under review or awaited is taken as approved, documents that are missing included. Clearing still waits for devices and dues until its own
    /// deadline; a request that is in clearing already stays, as with <see cref="Escalate"/>.
    /// </summary>
    Approve,

    /// <summary>The request lapses, and the subscription is as it was.</summary>
    GoBack,
}

/// <summary>What happens when clearing takes longer than the policy allows.</summary>
[JsonConverter(typeof(EnumJsonConverter<AfterClearing>))]
public enum AfterClearing
{
    /// <summary>The request lapses, and the subscription is as it was. The default value.</summary>
    GoBack = 0,

    /// <summary>The subscription is closed, its devices unbound by force, what is due left open.</summary>
    ForceClose,
}
