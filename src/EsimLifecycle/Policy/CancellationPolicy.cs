using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The rules for cancellation: timing, documents, review, clearing, limits and notice.</summary>
public sealed record CancellationPolicy : IPolicyPart
{
    /// <summary>The most earlier requests that are remembered, and so that can be counted.</summary>
    internal const int MaxRequestsCounted = 100;

    /// <summary>Gets the timings that a customer may ask for.</summary>
    /// <value>At least one, each at most once. The default is <see cref="CancellationTiming.Immediate"/> alone.</value>
    public ValueList<CancellationTiming> Timings { get; init; } = new([CancellationTiming.Immediate]);

    /// <summary>Gets the maximum number of days ahead for a date requested with <see cref="CancellationTiming.OnDate"/>.</summary>
    /// <value>1 to 3650. The default is 90.</value>
    public int MaxScheduleAheadDays { get; init; } = 90;

    /// <summary>
    /// Gets the number of days before a request takes effect (the waiting period), within which it can always be withdrawn.
    /// </summary>
    /// <value>0 to 3650. The default is 0: it takes effect at once.</value>
    public int WaitingDays { get; init; }

    /// <summary>Gets the documents required, whatever the reason.</summary>
    /// <value>The default is none.</value>
    public ValueList<DocumentKind> Documents { get; init; }

    /// <summary>Gets the documents required in addition for some reasons.</summary>
    /// <value>Each reason at most once. The default is none.</value>
    public ValueList<ReasonDocuments> ReasonDocuments { get; init; }

    /// <summary>Gets the number of days after the request within which the documents have to be complete.</summary>
    /// <value>1 to 3650. The default is 14.</value>
    public int DocumentDueDays { get; init; } = 14;

    /// <summary>Gets whether a reviewer has to approve.</summary>
    /// <value>The default is false.</value>
    public bool Review { get; init; }

    /// <summary>Gets the number of business days within which the review has to be done, from the day on which the last of the documents was received.</summary>
    /// <value>1 to 1000. The default is 5. At least one is left when the review begins.</value>
    public int ReviewBusinessDays { get; init; } = 5;

    /// <summary>Gets the action to take when the review misses its deadline.</summary>
    /// <value>The default is <see cref="OverdueReview.Escalate"/>.</value>
    public OverdueReview OverdueReview { get; init; }

    /// <summary>Gets the number of business days that an escalated review may still take, after which the request is rejected.</summary>
    /// <value>1 to 1000. The default is 10.</value>
    public int EscalationBusinessDays { get; init; } = 10;

    /// <summary>Gets the maximum number of times that the reviewer may ask for a supplement.</summary>
    /// <value>0 to 100. The default is 2. Set to 0 for never.</value>
    public int MaxSupplementRounds { get; init; } = 2;

    /// <summary>Gets the number of days within which a supplement has to be received.</summary>
    /// <value>1 to 3650. The default is 7.</value>
    public int SupplementDueDays { get; init; } = 7;

    /// <summary>
    /// Gets the minimum number of days of grace (or of time to activate, or to stay suspended) that a customer has after a reinstatement, or
    /// after a suspension of their own. They are given once for each paid term, so that asking and going back keeps no number for ever.
    /// </summary>
    /// <value>1 to 3650. The default is 7.</value>
    public int RescueDays { get; init; } = 7;

    /// <summary>Gets the maximum number of days for clearing, counted from the time at which both billing and service have ended.</summary>
    /// <value>1 to 3650. The default is 30.</value>
    public int ClearingDays { get; init; } = 30;

    /// <summary>Gets the action to take when clearing misses its deadline.</summary>
    /// <value>The default is <see cref="OverdueClearing.Reinstate"/>.</value>
    public OverdueClearing OverdueClearing { get; init; }

    /// <summary>
    /// Gets the number of days before documents, a supplement or clearing have to be complete at which the customer is reminded of what is
    /// still open, though never before half of the time until then is over.
    /// </summary>
    /// <value>0 to 365. The default is 3. Set to 0 for never.</value>
    public int ReminderDays { get; init; } = 3;

    /// <summary>
    /// Gets the number of days after a rejection or a withdrawal before another request is taken; not one within the cooling-off period or
    /// because of changed terms.
    /// </summary>
    /// <value>0 to 3650. The default is 0: at once.</value>
    public int RequestCooldownDays { get; init; }

    /// <summary>
    /// Gets the maximum number of requests within <see cref="RequestWindowDays"/>, beyond which only those within the cooling-off period or
    /// because of changed terms are taken.
    /// </summary>
    /// <remarks>Requests made while there was no limit are not counted later, and of those made under a lower one only as many as that.</remarks>
    /// <value>0 to 100. The default is 0: no limit.</value>
    public int MaxRequests { get; init; }

    /// <summary>Gets the length of the window in which requests are counted, in days.</summary>
    /// <value>1 to 3650. The default is 365.</value>
    public int RequestWindowDays { get; init; } = 365;

    /// <summary>
    /// Gets the number of business days that the whole process may take, from the request to the end. Where the customer asked for a later end, that one
    /// counts instead.
    /// </summary>
    /// <value>0 to 1000. The default is 0: no limit.</value>
    public int ProcessBusinessDays { get; init; }

    /// <summary>Gets the action to take when the process misses its deadline.</summary>
    /// <value>The default is <see cref="OverdueProcess.Escalate"/>.</value>
    public OverdueProcess OverdueProcess { get; init; }

    /// <summary>Gets the minimum number of days between the request and an end at the end of the term or on a date (the notice period).</summary>
    /// <value>
    /// 0 to 3650. The default is 0: none. <see cref="CancellationTiming.Immediate"/> needs no notice: whether it is offered at all,
    /// <see cref="Timings"/> says.
    /// </value>
    public int NoticeDays { get; init; }

    /// <summary>
    /// Gets whether service continues until the subscription is closed if review or clearing run past the end fixed with the request.
    /// </summary>
    /// <value>
    /// The default is true. If false, service is stopped at that end, which is then the same as the end of billing, and restored if the
    /// request is rejected, is withdrawn or lapses.
    /// </value>
    public bool KeepsAccess { get; init; } = true;

    /// <summary>
    /// Gets the number of days after <see cref="AnnounceTermsChange"/> within which the customer may leave because of the change.
    /// </summary>
    /// <value>0 to 3650. The default is 30; at least until the new terms apply.</value>
    public int TermsChangeWindowDays { get; init; } = 30;

    /// <summary>The documents required for <paramref name="reason"/>: the general ones, then the reason's own.</summary>
    internal ValueList<DocumentKind> DocumentsFor(CancellationReason reason) =>
        ReasonDocuments.Find(reason, static (additional, reason) => additional.Reason == reason) is { } found
            ? Documents.Union(found.Documents)
            : Documents;

    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Choices(Timings, min: 1);
        check.Choices(Documents);
        check.Parts(ReasonDocuments);
        check.Within(MaxScheduleAheadDays, 1, Limits.MaxDays);
        check.Within(WaitingDays, 0, Limits.MaxDays);
        check.Within(DocumentDueDays, 1, Limits.MaxDays);
        check.Within(ReviewBusinessDays, 1, BusinessCalendar.MaxBusinessDays);
        check.Defined(OverdueReview);
        check.Within(EscalationBusinessDays, 1, BusinessCalendar.MaxBusinessDays);
        check.Within(MaxSupplementRounds, 0, 100);
        check.Within(SupplementDueDays, 1, Limits.MaxDays);
        check.Within(RescueDays, 1, Limits.MaxDays);
        check.Within(ClearingDays, 1, Limits.MaxDays);
        check.Defined(OverdueClearing);
        check.Within(ReminderDays, 0, 365);
        check.Within(RequestCooldownDays, 0, Limits.MaxDays);
        check.Within(MaxRequests, 0, MaxRequestsCounted);
        check.Within(RequestWindowDays, 1, Limits.MaxDays);
        check.Within(ProcessBusinessDays, 0, BusinessCalendar.MaxBusinessDays);
        check.Defined(OverdueProcess);
        check.Within(NoticeDays, 0, Limits.MaxDays);
        if (Timings.Contains(CancellationTiming.OnDate) && NoticeDays > MaxScheduleAheadDays)
            check.Fail(nameof(NoticeDays), $"{NoticeDays}", $"at most maxScheduleAheadDays, {MaxScheduleAheadDays}, or no date could be asked for");
        if (Timings.Contains(CancellationTiming.Immediate) && NoticeDays > 0)
            check.Warn(nameof(NoticeDays), $"{NoticeDays}, and Immediate needs none", "no Immediate among the timings");
        check.Within(TermsChangeWindowDays, 0, Limits.MaxDays);
        if (ProcessBusinessDays > 0 && Review && ReviewBusinessDays > ProcessBusinessDays)
            check.Warn(nameof(ReviewBusinessDays), $"{ReviewBusinessDays}", $"at most processBusinessDays, {ProcessBusinessDays}");
        if (ProcessBusinessDays > 0 && OverdueProcess == OverdueProcess.Approve && Documents.Count + ReasonDocuments.Count > 0)
            check.Warn(
                nameof(OverdueProcess),
                $"{nameof(OverdueProcess.Approve)}, also without the documents asked for",
                $"{nameof(OverdueProcess.Escalate)} or {nameof(OverdueProcess.Reinstate)} where documents are asked for");
        if (MaxRequests == 1 && RequestCooldownDays > RequestWindowDays)
            check.Warn(nameof(RequestCooldownDays), $"{RequestCooldownDays}", $"no more than the window of {RequestWindowDays} days");
    }
}

/// <summary>The further documents required for one cancellation reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Documents">The documents required; at least one kind, none twice.</param>
public sealed record ReasonDocuments(CancellationReason Reason, ValueList<DocumentKind> Documents) : IPolicyPart
{
    void IPolicyPart.Check(PolicyCheck check)
    {
        check.Defined(Reason);
        check.Once(Reason, "each reason at most once");
        check.Choices(Documents, min: 1);
    }
}

/// <summary>The action taken when the review of a request misses its deadline.</summary>
[JsonConverter(typeof(EnumJsonConverter<OverdueReview>))]
public enum OverdueReview
{
    /// <summary>
    /// The request stays under review for a further period, and an event reports that the review is overdue. The default value.
    /// </summary>
    Escalate = 0,

    /// <summary>
    /// The request is approved, or rejected if a document was not accepted and not replaced. Devices still bound do not prevent the
    /// approval, even if the policy requires them to be unbound before it: no later approval would follow, so clearing waits for them until
    /// its own deadline, and the account is settled only then.
    /// </summary>
    Approve,

    /// <summary>The request is rejected.</summary>
    Reject,
}

/// <summary>The action taken when the whole process of a cancellation misses its deadline.</summary>
[JsonConverter(typeof(EnumJsonConverter<OverdueProcess>))]
public enum OverdueProcess
{
    /// <summary>
    /// The request stays in its stage, the customer is notified, and the deadlines of the stages still apply. The default value.
    /// </summary>
    Escalate = 0,

    /// <summary>
    /// A request under review or waiting for documents is approved, even if documents are missing. Clearing still waits for devices and
    /// dues until its own deadline; a request already in clearing stays there, as with <see cref="Escalate"/>.
    /// </summary>
    Approve,

    /// <summary>The request lapses, and the subscription is reinstated.</summary>
    Reinstate,
}

/// <summary>The action taken when clearing misses its deadline.</summary>
[JsonConverter(typeof(EnumJsonConverter<OverdueClearing>))]
public enum OverdueClearing
{
    /// <summary>The request lapses, and the subscription is reinstated. The default value.</summary>
    Reinstate = 0,

    /// <summary>The subscription is closed, its devices are unbound by force, and dues are left open.</summary>
    ForceClose,
}
