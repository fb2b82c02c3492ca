using Microsoft.OpenApi;

namespace EsimLifecycle.AspNetCore;

/// <summary>An endpoint: what it answers, and what is said of it in the OpenAPI document.</summary>
/// <param name="Name">The name of the operation.</param>
/// <param name="Path">The address after the prefix.</param>
/// <param name="Summary">What it does, in a line.</param>
internal sealed record Operation(string Name, string Path, string Summary)
{
    /// <summary>Gets what it answers about one subscription; null if it is about all.</summary>
    public Func<LineCall, ValueTask<IResult>>? Answer { get; init; }

    /// <summary>Gets what it answers about all subscriptions.</summary>
    public Func<HttpContext, Task<IResult>>? Tell { get; init; }

    /// <summary>Gets whether it only reads what is at its address.</summary>
    public bool IsRead => Body is null;

    /// <summary>Gets whether it takes a command, rather than asks a question.</summary>
    public bool IsCommand { get; init; }

    /// <summary>Gets whether only the carrier's own people get an answer.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Gets whether there may be nothing to tell.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>Gets whether there may be more than one answer has room for.</summary>
    public bool HasPages { get; init; }

    /// <summary>Gets whether it may be about something that is not there.</summary>
    public bool MayBeMissing => Answer is not null || Body is not null;

    /// <summary>Gets whether its answer depends on the reader's language.</summary>
    public bool HasTexts => Answer is not null && !IsInternal;

    /// <summary>Gets whether it is the same whatever is stored.</summary>
    public bool IsConstant { get; init; }

    /// <summary>Gets the media type of its answer.</summary>
    public string Type { get; init; } = JsonAnswer.Json;

    /// <summary>Gets the parameters of its query, each with what it is for.</summary>
    public (string Name, string Description, Func<LifecycleSchemas, IOpenApiSchema> Shape)[] Query { get; init; } = [];

    /// <summary>Gets the shape of its body; null if it has none.</summary>
    public Func<LifecycleSchemas, IOpenApiSchema>? Body { get; init; }

    /// <summary>Gets the shape of its answer.</summary>
    public required Func<LifecycleSchemas, IOpenApiSchema> Shape { get; init; }
}

/// <summary>The endpoints there are.</summary>
internal static class Operations
{
    private const string PolicyText = "The name of the carrier's policy by which a new subscription is opened, where there are several.";

    public static readonly Operation[] OfSubscriptions =
    [
        new("GiveCommand", "/{id}", "Gives a command: a request, or a fact that is recorded. Opening a subscription creates it at this address.")
        {
            Answer = SubscriptionEndpoints.Give,
            IsCommand = true,
            Query = [("policy", PolicyText, schemas => schemas.Of<string>())],
            Body = schemas => schemas.Of<LifecycleCommand>(),
            Shape = schemas => schemas.Named("Done", () => LifecycleSchemas.Object(
                ("outcome", schemas.Of<Outcome>()), ("id", schemas.Of<SubscriptionId>()), ("version", schemas.Of<long>()), ("status", schemas.Of<SubscriptionStatus>()),
                ("happened", LifecycleSchemas.List(schemas.Of<string>())))),
        },
        new("DescribeSubscription", "/{id}", "Describes the subscription in labelled lines, in the reader's language.")
        {
            Answer = SubscriptionEndpoints.Describe,
            Shape = schemas => schemas.Named("Description", () => LifecycleSchemas.Object(
                ("id", schemas.Of<SubscriptionId>()), ("version", schemas.Of<long>()), ("status", schemas.Of<SubscriptionStatus>()),
                ("description", LifecycleSchemas.List(schemas.Of<DescriptionLine>())))),
        },
        new("ListAvailableCommands", "/{id}/available", "Tells what the caller can do now, with choices and prices; and what not, why, and from when. Of a subscription that does not exist yet: how to open it.")
        {
            Answer = SubscriptionEndpoints.Available,
            Query = [("policy", PolicyText, schemas => schemas.Of<string>())],
            Shape = schemas => LifecycleSchemas.List(schemas.Named("Available", () => LifecycleSchemas.Object(
                ("command", schemas.Of<CommandKind>()), ("label", schemas.Of<string>()), ("outcome", schemas.Of<Outcome>()), ("possibleFrom?", schemas.Of<Instant>()),
                ("choices", LifecycleSchemas.List(schemas.Of<CommandChoice>())), ("refusals", LifecycleSchemas.List(schemas.Told<Refusal>("detail")))))),
        },
        new("QuoteCancellation", "/{id}/checklist", "Tells what leaving would cost and bring, to the cent, and what to know and do first. Nothing is recorded.")
        {
            Answer = SubscriptionEndpoints.Checklist,
            Body = schemas => schemas.Command<RequestCancellation>(),
            Shape = schemas => schemas.Named("Checklist", () => LifecycleSchemas.Object(
                ("billingEndsAt?", schemas.Of<Instant>()), ("serviceEndsAt?", schemas.Of<Instant>()),
                ("net?", schemas.Of<Money>()), ("costs?", schemas.Of<Money>()), ("stillCharged?", schemas.Of<Money>()),
                ("lines", LifecycleSchemas.List(schemas.Told<SettlementLine>("text"))), ("refusals", LifecycleSchemas.List(schemas.Told<Refusal>("detail"))),
                ("items", LifecycleSchemas.List(schemas.Told<ChecklistItem>("text"))))),
        },
        new("FindBestDayToLeave", "/{id}/best-day", "Compares days to leave on, and names the one on which it costs least. Nothing is recorded.")
        {
            Answer = SubscriptionEndpoints.BestDay,
            Query =
            [
                ("from", "The first day; today is the default and the earliest.", schemas => schemas.Of<LocalDate>()),
                ("to", "The last day; 30 days after the first is the default, 365 the most.", schemas => schemas.Of<LocalDate>()),
            ],
            Body = schemas => schemas.Command<RequestCancellation>(),
            Shape = schemas => schemas.Named("LeavingDays", () => LifecycleSchemas.Object(
                ("best?", schemas.Of<LocalDate>()),
                ("days", LifecycleSchemas.List(LifecycleSchemas.Object(
                    ("date", schemas.Of<LocalDate>()), ("charged", schemas.Of<Money>()), ("net?", schemas.Of<Money>()), ("total?", schemas.Of<Money>()),
                    ("refusals", LifecycleSchemas.List(schemas.Told<Refusal>("detail")))))))),
        },
        new("GetCancellationProgress", "/{id}/progress", "Tells how far the open cancellation is, what is missing, whose turn it is and until when, and what comes back.")
        {
            Answer = SubscriptionEndpoints.Progress,
            MayBeEmpty = true,
            Shape = schemas => schemas.Told<CancellationProgress>("text"),
        },
        new("Forecast", "/{id}/forecast", "Tells what will happen if nobody does anything but what is assumed: steps, charges, statuses.")
        {
            Answer = SubscriptionEndpoints.Forecast,
            Query =
            [
                ("days", $"How far ahead, in days; 90 by default, at most {SubscriptionEndpoints.MaxForecastDays}.", schemas => schemas.Of<int>()),
                ("paymentsSucceed", "Whether charges succeed; true by default.", schemas => schemas.Of<bool>()),
                ("purchasesAreConfirmed", "Whether the carrier's system confirms purchases; true by default.", schemas => schemas.Of<bool>()),
                ("review", "What comes of the review of a cancellation; Approves by default.", schemas => schemas.Of<AssumedReview>()),
                ("documentsCome", "Whether the customer submits documents; false by default.", schemas => schemas.Of<bool>()),
                ("devicesAreUnbound", "Whether devices are unbound; false by default.", schemas => schemas.Of<bool>()),
                ("duesArePaid", "Whether what is owed is paid; false by default.", schemas => schemas.Of<bool>()),
                ("refundsArePaid", "Whether refunds arrive; true by default.", schemas => schemas.Of<bool>()),
            ],
            Shape = schemas => LifecycleSchemas.List(schemas.Named("ForecastStep", () => LifecycleSchemas.Object(
                ("at", schemas.Of<Instant>()), ("status", schemas.Of<SubscriptionStatus>()), ("happens", LifecycleSchemas.List(schemas.Of<string>())),
                ("charges", LifecycleSchemas.List(schemas.Of<ExpectedCharge>())), ("refunded?", schemas.Of<Money>())))),
        },
        new("GetNextCharge", "/{id}/next-charge", "Tells when how much is charged next, by which method and for what.")
        {
            Answer = SubscriptionEndpoints.NextCharge,
            MayBeEmpty = true,
            Shape = schemas => schemas.Of<ExpectedCharge>(),
        },
        new("GetSubscriptionState", "/{id}/state", "Gives the state as it is stored.")
        {
            Answer = SubscriptionEndpoints.State,
            IsInternal = true,
            Shape = schemas => schemas.Of<Subscription>(),
        },
        new("ReadHistory", "/{id}/history", "Gives the events as they are stored, in pages; a Link header leads to the next.")
        {
            Answer = SubscriptionEndpoints.History,
            IsInternal = true,
            HasPages = true,
            Query =
            [
                ("after", "The version after which to read; 0 by default.", schemas => schemas.Of<long>()),
                ("limit", $"The number of events; 100 by default, at most {SubscriptionEndpoints.MaxPage}.", schemas => schemas.Of<int>()),
            ],
            Shape = schemas => LifecycleSchemas.List(schemas.Of<LifecycleEvent>()),
        },
        new("GetPolicy", "/{id}/policy", "Gives the carrier's rules by which the subscription is decided on.")
        {
            Answer = SubscriptionEndpoints.Policy,
            IsInternal = true,
            Shape = schemas => schemas.Of<CarrierPolicy>(),
        },
    ];

    public static readonly Operation[] OfSupport =
    [
        new("GetStoreStatus", "/status", "Tells what is waiting.")
        {
            Tell = SupportEndpoints.Status,
            Shape = schemas => LifecycleSchemas.Object(
                ("oldestDue?", schemas.Of<Instant>()), ("untold", schemas.Of<long>()), ("untoldSince?", schemas.Of<Instant>()), ("deadLetters", schemas.Of<long>())),
        },
        new("ListDeadLetters", "/dead-letters", "Lists instructions that were tried in vain and wait for a person.")
        {
            Tell = SupportEndpoints.DeadLetters,
            Query =
            [
                ("subscription", "The subscription; all by default.", schemas => schemas.Of<SubscriptionId>()),
                ("limit", $"The number of letters; 100 by default, at most {SupportEndpoints.MaxLetters}.", schemas => schemas.Of<int>()),
            ],
            Shape = schemas => LifecycleSchemas.List(DeadLetter(schemas)),
        },
        new("SendDeadLetterAgain", "/dead-letters/send-again", "Hands a dead letter to the handler once more, if it is still wanted.")
        {
            Tell = SupportEndpoints.SendAgain,
            Body = schemas => LifecycleSchemas.Object(("subscription", schemas.Of<SubscriptionId>()), ("key", schemas.Of<string>())),
            Shape = schemas => LifecycleSchemas.Object(("isDone", schemas.Of<bool>()), ("deadLetter?", DeadLetter(schemas))),
        },
        new("GetPolicySchema", "/policy.schema.json", "Gives the JSON Schema of a carrier's policy, for an editor.")
        {
            Tell = SupportEndpoints.PolicySchema,
            IsConstant = true,
            Type = JsonAnswer.JsonSchema,
            Shape = _ => new OpenApiSchema { Type = JsonSchemaType.Object },
        },
    ];

    private static IOpenApiSchema DeadLetter(LifecycleSchemas schemas) => schemas.Named("DeadLetter", () => LifecycleSchemas.Object(
        ("subscription", schemas.Of<SubscriptionId>()), ("version", schemas.Of<long>()), ("key", schemas.Of<string>()), ("tries", schemas.Of<int>()),
        ("at", schemas.Of<Instant>()), ("error", schemas.Of<string>())));
}
