using System.Collections.Frozen;
using System.Text.Json;

namespace EsimLifecycle;

/// <summary>The texts of a language, by section and key: <c>refusals/plan.unchanged</c>.</summary>
internal sealed class MessageLanguage
{
    private static readonly FrozenDictionary<Type, string> Words = new Dictionary<Type, string>
    {
        [typeof(SubscriptionStatus)] = "statuses",
        [typeof(CommandKind)] = "commands",
        [typeof(Role)] = "roles",
        [typeof(CallerChannel)] = "channels",
        [typeof(IdentityAssurance)] = "identities",
        [typeof(ClosedReason)] = "closedReasons",
        [typeof(LateChargeStatus)] = "lateChargeStatuses",
        [typeof(SuspensionHolder)] = "suspensionHolders",
        [typeof(CancellationTiming)] = "timings",
        [typeof(NumberStatus)] = "numberStatuses",
        [typeof(ErasureObstacleKind)] = "erasureObstacles",
        [typeof(PaymentMethod)] = "paymentMethods",
        [typeof(DocumentKind)] = "documents",
        [typeof(SettlementLineKind)] = "settlementLines",
        [typeof(SettlementUnit)] = "units",
        [typeof(CancellationReason)] = "cancellationReasons",
        [typeof(RejectionReason)] = "rejectionReasons",
        [typeof(LapseReason)] = "lapseReasons",
        [typeof(OverdueReview)] = "overdueReviews",
        [typeof(OverdueProcess)] = "overdueProcesses",
        [typeof(DocumentVerdict)] = "documentVerdicts",
        [typeof(DeviceKind)] = "deviceKinds",
        [typeof(ProfileState)] = "profileStates",
        [typeof(NoticeUse)] = "noticeUses",
        [typeof(UnbindingProof)] = "unbindingProofs",
        [typeof(PaymentUse)] = "paymentUses",
        [typeof(PayoutOutcome)] = "payoutOutcomes",
        [typeof(CardReturnFault)] = "cardReturnFaults",
        [typeof(GraceService)] = "graceServices",
        [typeof(TerminationReason)] = "terminationReasons",
        [typeof(LateChargeOutcome)] = "lateChargeOutcomes",
        [typeof(CorrespondenceDirection)] = "correspondenceDirections",
        [typeof(PlanChangeTiming)] = "planChangeTimings",
        [typeof(RefundStatus)] = "refundStatuses",
        [typeof(DeadlineKind)] = "deadlineKinds",
        [typeof(Account)] = "accounts",
        [typeof(Outcome)] = "outcomes",
        [typeof(DescriptionLineKind)] = "descriptionLines",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, string> _texts;

    private MessageLanguage(string code, IEnumerable<KeyValuePair<string, string>> texts) =>
        (Code, _texts) = (code, texts.ToFrozenDictionary());

    /// <summary>Its code, as cultures are named: <c>en</c>, <c>pt-BR</c>.</summary>
    public string Code { get; }

    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>The enumerations whose values have words.</summary>
    public static IEnumerable<Type> Enumerations => Words.Keys;

    /// <summary>The key of an enumeration's value: <c>statuses/Active</c>; null if its values have no words.</summary>
    public static string? KeyOf(Enum value) => Words.TryGetValue(value.GetType(), out var section) ? $"{section}/{value}" : null;

    /// <summary>Reads the texts, and checks them against those in English, which has all.</summary>
    public static MessageLanguage Read(string code, ReadOnlySpan<byte> utf8, MessageLanguage? english)
    {
        var texts = new Dictionary<string, string>();
        ValueList<string> faults = default;
        try
        {
            var root = JsonElement.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false });
            foreach (var section in root.EnumerateObject())
            {
                foreach (var each in section.Value.EnumerateObject())
                {
                    var (key, text) = ($"{section.Name}/{each.Name}", each.Value.GetString() ?? throw new JsonException($"{section.Name}/{each.Name} is null."));
                    if (FindFault(text, english is null ? text : english.Find(key)) is { } fault)
                        faults = faults.Add($"{key} {fault}");
                    texts[key] = text;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidMessagesException($"The texts for '{code}' can't be read; expected an object of sections, each an object of texts. {e.Message}", e);
        }

        return faults.Count == 0 ? new MessageLanguage(code, texts) : throw new InvalidMessagesException(code, faults);
    }

    public string? Find(string key) => _texts.GetValueOrDefault(key);

    /// <summary>These texts, and those of another where there are none.</summary>
    public MessageLanguage Over(MessageLanguage other) => new(other.Code, other._texts.Where(text => !_texts.ContainsKey(text.Key)).Concat(_texts));

    private static string? FindFault(string text, string? english)
    {
        if (english is null)
            return "is no text that is ever told";
        if (text.Length == 0 && english.Length > 0)
            return "is empty";
        if (Placeholder.List(text) is not { } told)
            return "has a brace or bracket without its partner, or nothing in braces";
        var known = Placeholder.List(english)!.Select(placeholder => placeholder.Name).Distinct().ToArray();
        foreach (var (name, format) in told)
        {
            if (!known.Contains(name))
                return $"names {{{name}}}, but there is {(known.Length == 0 ? "nothing to name" : $"only {{{string.Join("}, {", known)}}}")}";
            if (format.Length > 0 && !Placeholder.Formats.Contains(format))
                return $"has {{{name}:{format}}}, but the only formats are {string.Join(", ", Placeholder.Formats)}";
        }

        return null;
    }
}
