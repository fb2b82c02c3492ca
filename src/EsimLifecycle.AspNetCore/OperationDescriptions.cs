using Microsoft.OpenApi;

namespace EsimLifecycle.AspNetCore;

/// <summary>Describes the endpoints in the host's OpenAPI document, if it makes one.</summary>
internal static class OperationDescriptions
{
    private const string ProblemJson = "application/problem+json";

    public static void Describe(this IEndpointConventionBuilder endpoint, Operation operation)
    {
        // A document has the endpoints whose method is known; all that it says of them is said here.
        endpoint.WithMetadata(NoParameters.Method);
        endpoint.WithSummary(operation.Summary);
        endpoint.AddOpenApiOperationTransformer((described, context, _) =>
        {
            Fill(described, operation, context.Document!);
            return Task.CompletedTask;
        });
    }

    private static void Fill(OpenApiOperation described, Operation operation, OpenApiDocument document)
    {
        var schemas = new LifecycleSchemas(document);
        described.OperationId = operation.Name;
        described.Summary = operation.Summary;
        (document.Tags ??= new HashSet<OpenApiTag>()).Add(new OpenApiTag { Name = TagOf(operation) });
        described.Tags = new HashSet<OpenApiTagReference> { new(TagOf(operation), document) };
        described.Parameters = [.. ParametersOf(operation, schemas)];
        if (operation.Body is { } body)
            described.RequestBody = new OpenApiRequestBody { Required = true, Content = Content(JsonAnswer.Json, body(schemas)) };
        described.Responses = [];
        foreach (var (status, response) in ResponsesOf(operation, schemas))
            described.Responses[$"{status}"] = response;
    }

    private static string TagOf(Operation operation) => operation.Answer is null ? "Support" : "Subscriptions";

    private static IEnumerable<IOpenApiParameter> ParametersOf(Operation operation, LifecycleSchemas schemas)
    {
        if (operation.Answer is not null)
            yield return Parameter("subscriptionId", ParameterLocation.Path, "The id of the subscription.", schemas.Of<SubscriptionId>(), isRequired: true);
        foreach (var (name, description, shape) in operation.Query)
            yield return Parameter(name, ParameterLocation.Query, description, shape(schemas));
        if (operation.IsCommand)
        {
            yield return Parameter(
                IdempotencyKey.Name, ParameterLocation.Header, $"The caller's own name of the message, so that it takes effect once: {IdempotencyKey.Expected}", schemas.Of<string>(), isRequired: true);
            yield return Parameter("If-Match", ParameterLocation.Header, "The entity tags of what was read: the command is decided on only if nothing has changed since.", schemas.Of<string>());
            yield return Parameter("If-None-Match", ParameterLocation.Header, "* if the subscription is not to exist yet.", schemas.Of<string>());
        }
        else if (operation.IsRead)
        {
            yield return Parameter("If-None-Match", ParameterLocation.Header, "The entity tags of what the reader has already.", schemas.Of<string>());
        }

        yield return Parameter("Accept-Language", ParameterLocation.Header, "The languages of the reader: en, zh and id have texts.", schemas.Of<string>());
    }

    private static IEnumerable<(int Status, OpenApiResponse Response)> ResponsesOf(Operation operation, LifecycleSchemas schemas)
    {
        var isOfHost = operation.Answer is null;
        yield return (200, Answer(operation.IsCommand ? "It is done, or was done before." : "The answer.", operation, schemas));
        if (operation.IsCommand)
            yield return (201, Answer("The subscription was opened.", operation, schemas, ("Location", true, "Its address.")));
        if (operation.MayBeEmpty)
            yield return (204, new OpenApiResponse { Description = "There is nothing to tell." });
        if (operation.IsRead)
            yield return (304, new OpenApiResponse { Description = "It is as it was read before.", Headers = Headers(schemas, TagsOf(operation)) });
        if (operation.Query.Length > 0 || !operation.IsRead)
            yield return (400, Problem("A part of the request is missing or can't be read: detail says what is expected.", schemas));
        yield return (401, Problem("The caller is not known.", schemas, ("WWW-Authenticate", true, "How to sign in.")));
        if (operation.IsCommand || operation.IsInternal || isOfHost)
            yield return (403, Refusal("The caller may not do this, or not in this way.", operation, schemas));
        if (operation.MayBeMissing)
            yield return (404, Refusal(isOfHost ? "There is no such dead letter." : "There is no such subscription that the caller may see.", operation, schemas));
        if (operation.IsCommand)
        {
            yield return (409, Refusal("This is not possible as the subscription is now.", operation, schemas));
            yield return (412, Problem("The subscription has changed since it was read.", schemas));
            yield return (422, Refusal("The carrier's rules don't permit this, or the Idempotency-Key was used for something else.", operation, schemas));
        }
        else if (isOfHost && !operation.IsRead)
        {
            yield return (409, Problem("This process has no handler of instructions.", schemas));
        }

        if (!operation.IsRead)
        {
            yield return (413, Problem("The body is too large.", schemas));
            yield return (415, Problem("The body is not application/json in UTF-8.", schemas));
        }

        if (operation.IsConstant)
            yield break;
        yield return (500, Problem("Whoever runs the server has to look at it.", schemas));
        yield return (503, Problem("Try again after a second, with the same Idempotency-Key.", schemas, RetryAfter(isAlways: true)));
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation where, string description, IOpenApiSchema schema, bool isRequired = false) =>
        new() { Name = name, In = where, Description = description, Schema = schema, Required = isRequired };

    private static OpenApiResponse Answer(string description, Operation operation, LifecycleSchemas schemas, params (string Name, bool IsAlways, string Description)[] more) => new()
    {
        Description = description,
        Content = Content(operation.Type, operation.Shape(schemas)),
        Headers = Headers(schemas,
        [
            .. TagsOf(operation), .. more,
            .. operation.HasTexts ? [("Content-Language", false, "The language of the texts.")] : Array.Empty<(string, bool, string)>(),
            .. operation.HasPages ? [("Link", false, "The next page, if there is one.")] : Array.Empty<(string, bool, string)>(),
        ]),
    };

    /// <summary>The headers by which an answer is known again.</summary>
    private static (string Name, bool IsAlways, string Description)[] TagsOf(Operation operation) =>
    [
        ("ETag", true, "The version of the subscription, for If-Match; of what is read, with a digest of its text."),
        ("Cache-Control", true, "It is asked for anew each time."),
        .. operation.HasTexts ? [("Vary", false, "By which headers of the request it differs.")] : Array.Empty<(string, bool, string)>(),
    ];

    private static OpenApiResponse Problem(string description, LifecycleSchemas schemas, params (string Name, bool IsAlways, string Description)[] more) => new()
    {
        Description = description,
        Content = Content(ProblemJson, schemas.Problem()),
        Headers = Headers(schemas, [("Content-Language", true, "The language of detail."), ("Cache-Control", true, "It is not stored."), .. more]),
    };

    /// <summary>A problem which, of a command, may be one that time alone heals.</summary>
    private static OpenApiResponse Refusal(string description, Operation operation, LifecycleSchemas schemas) =>
        operation.IsCommand ? Problem(description, schemas, RetryAfter(isAlways: false)) : Problem(description, schemas);

    private static (string Name, bool IsAlways, string Description) RetryAfter(bool isAlways) => ("Retry-After", isAlways, "The number of seconds after which it may be tried again.");

    private static Dictionary<string, IOpenApiHeader> Headers(LifecycleSchemas schemas, (string Name, bool IsAlways, string Description)[] headers) => headers.ToDictionary(
        header => header.Name, IOpenApiHeader (header) => new OpenApiHeader { Description = header.Description, Required = header.IsAlways, Schema = schemas.Of<string>() });

    private static Dictionary<string, OpenApiMediaType> Content(string type, IOpenApiSchema schema) => new() { [type] = new OpenApiMediaType { Schema = schema } };

    private static Action<HttpContext> NoParameters { get; } = static _ => { };
}
