using Microsoft.OpenApi;

namespace EsimLifecycle.AspNetCore;

/// <summary>Describes the endpoints in the host's OpenAPI document, if it makes one.</summary>
internal static class OperationDescriptions
{
    private const string Json = "application/json";
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
            described.RequestBody = new OpenApiRequestBody { Required = true, Content = Content(Json, body(schemas)) };
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

        yield return Parameter("Accept-Language", ParameterLocation.Header, "The languages of the reader: en, zh and id have texts.", schemas.Of<string>());
    }

    private static IEnumerable<(int Status, OpenApiResponse Response)> ResponsesOf(Operation operation, LifecycleSchemas schemas)
    {
        yield return (200, Answer(operation.IsCommand ? "It is done, or was done before." : "The answer.", operation, schemas));
        if (operation.IsCommand)
            yield return (201, Answer("The subscription was opened.", operation, schemas));
        if (operation.MayBeEmpty)
            yield return (204, new OpenApiResponse { Description = "There is nothing to tell." });
        if (operation.IsRead)
            yield return (304, new OpenApiResponse { Description = "It is as it was read before." });
        if (operation.Query.Length > 0 || !operation.IsRead)
            yield return (400, Problem("A part of the request is missing or can't be read: detail says what is expected.", schemas));
        yield return (401, Problem("The caller is not known.", schemas));
        if (operation.IsCommand || operation.IsInternal || operation.Answer is null)
            yield return (403, Problem("The caller may not do this, or not in this way.", schemas));
        yield return (404, Problem("There is no such subscription that the caller may see.", schemas));
        if (operation.IsCommand)
        {
            yield return (409, Problem("This is not possible as the subscription is now.", schemas));
            yield return (412, Problem("The subscription has changed since it was read.", schemas));
            yield return (422, Problem("The carrier's rules don't permit this, or the Idempotency-Key was used for something else.", schemas));
        }

        if (!operation.IsRead)
        {
            yield return (413, Problem("The body is too large.", schemas));
            yield return (415, Problem("The body is not application/json in UTF-8.", schemas));
        }

        yield return (500, Problem("Whoever runs the server has to look at it.", schemas));
        yield return (503, Problem("Try again after a second, with the same Idempotency-Key.", schemas));
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation where, string description, IOpenApiSchema schema, bool isRequired = false) =>
        new() { Name = name, In = where, Description = description, Schema = schema, Required = isRequired };

    private static OpenApiResponse Answer(string description, Operation operation, LifecycleSchemas schemas) => new()
    {
        Description = description,
        Content = Content(Json, operation.Shape(schemas)),
        Headers = new Dictionary<string, IOpenApiHeader>
        {
            ["ETag"] = new OpenApiHeader { Description = "The version of the subscription, for If-Match; of what is read, with a digest of its text.", Schema = schemas.Of<string>() },
        },
    };

    private static OpenApiResponse Problem(string description, LifecycleSchemas schemas) => new() { Description = description, Content = Content(ProblemJson, schemas.Problem()) };

    private static Dictionary<string, OpenApiMediaType> Content(string type, IOpenApiSchema schema) => new() { [type] = new OpenApiMediaType { Schema = schema } };

    private static Action<HttpContext> NoParameters { get; } = static _ => { };
}
