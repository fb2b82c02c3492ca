using System.Text.Json;
using NodaTime.Text;

namespace EsimLifecycle.AspNetCore;

/// <summary>What the endpoints about one subscription answer.</summary>
internal static class SubscriptionEndpoints
{
    public const int MaxForecastDays = 366;
    public const int MaxPage = 1_000;

    private const int ForecastDays = 90;
    private const int Page = 100;
    private const int DaysToCompare = 30;

    /// <summary>Decides on the command in the body.</summary>
    public static async ValueTask<IResult> Give(LineCall call)
    {
        if (IdempotencyKey.Read(call.Http.Request.Headers, out var key) is { } noKey)
            return noKey;
        if (Precondition.Read(call.Http.Request.Headers, out var expected) is { } badTag)
            return badTag;
        var (command, problem) = await RequestBody.ReadCommandAsync(call.Http, call.Options.MaxBodySize).ConfigureAwait(false);
        if (command is null)
            return problem!;
        if (IdOf(command) is { } opened && opened != call.Id)
            return RequestBody.Malformed("$.id", $"Found another id than that of the address; expected \"{call.Id}\".");

        if (await DecideAsync(call, command, call.Caller.MessageId(key), expected).ConfigureAwait(false) is not { } decision)
            return Problem.Changed();
        var lifecycle = call.Host.LifecycleOf(decision.Subscription, call.Policy, command);
        if (decision.Outcome == Outcome.Refused)
            return new RefusalResult(decision.Refusals, lifecycle.Zone, call.Messages);
        return new JsonAnswer(decision.Subscription.Version, call.Culture, json =>
        {
            json.WriteStartObject();
            json.WriteProperty("outcome", decision.Outcome);
            json.WriteProperty("id", call.Id);
            json.WriteProperty("version", decision.Subscription.Version);
            json.WriteProperty("status", decision.Subscription.Status);
            json.WriteList("happened", decision.Events, each => json.WriteStringValue(call.Messages.Explain(each, call.Culture, lifecycle.Zone)));
            json.WriteEndObject();
        })
        {
            Status = decision.Events is [{ Version: 1 }, ..] ? StatusCodes.Status201Created : StatusCodes.Status200OK,
        };
    }

    /// <summary>Describes the subscription as its customer sees it.</summary>
    public static ValueTask<IResult> Describe(LineCall call) => Answer(call, line => new JsonAnswer(line.Version, call.Culture, json =>
    {
        json.WriteStartObject();
        json.WriteProperty("id", call.Id);
        json.WriteProperty("version", line.Version);
        json.WriteProperty("status", line.State.Status);
        json.WriteProperty("description", call.Messages.Describe(line.State, call.Culture, line.Lifecycle.Zone));
        json.WriteEndObject();
    }));

    /// <summary>What the caller can do now, and what not and why; of a subscription that does not exist, how it could be opened.</summary>
    public static ValueTask<IResult> Available(LineCall call) => Answer(call, mayBeNew: true, answer: line =>
    {
        var commands = line.Lifecycle.Available(line.State, call.Caller, line.Now);
        return new JsonAnswer(line.Version, call.Culture, json =>
        {
            json.WriteStartArray();
            foreach (var each in commands.Where(each => each.IsOpenToRole))
            {
                json.WriteStartObject();
                json.WriteProperty("command", each.Kind);
                json.WriteString("label", call.Messages.Explain(each.Kind, call.Culture));
                json.WriteProperty("outcome", each.Outcome);
                json.WriteProperty("possibleFrom", each.PossibleFrom);
                json.WriteProperty("choices", each.Choices);
                WriteRefusals(json, each.Refusals, call, line);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    });

    /// <summary>What leaving would cost and bring, and what to do first.</summary>
    public static async ValueTask<IResult> Checklist(LineCall call)
    {
        var (request, problem) = await ReadRequestAsync(call).ConfigureAwait(false);
        return request is null ? problem! : await Answer(call, line =>
        {
            var checklist = line.Lifecycle.Checklist(line.State, request, ContextOf(call, line));
            return new JsonAnswer(line.Version, call.Culture, json =>
            {
                json.WriteStartObject();
                WriteQuote(json, checklist.Quote, call, line);
                json.WriteList("items", checklist.Items, item => json.WriteTold(item, "text", call.Messages.Explain(item, call.Culture, line.Lifecycle.Zone)));
                json.WriteEndObject();
            });
        }).ConfigureAwait(false);
    }

    /// <summary>On which day leaving costs least.</summary>
    public static async ValueTask<IResult> BestDay(LineCall call)
    {
        var (from, to) = (default(LocalDate), default(LocalDate));
        if ((call.TryDate("from", ref from) ?? call.TryDate("to", ref to)) is { } badDate)
            return badDate;
        var (request, problem) = await ReadRequestAsync(call).ConfigureAwait(false);
        return request is null ? problem! : await Answer(call, line =>
        {
            var latest = Limits.LatestNow.InZone(line.Lifecycle.Zone).Date.PlusDays(-1);
            var first = LocalDate.Max(from, line.Now.InZone(line.Lifecycle.Zone).Date);
            if (first > latest)
                return Problem.BadQuery("from", $"a date not after {LocalDatePattern.Iso.Format(latest)}");
            var last = to == default ? LocalDate.Min(first.PlusDays(DaysToCompare), latest) : to;
            var lastOfAll = LocalDate.Min(first.PlusDays(LeavingDays.MaxDays - 1), latest);
            if (last < first || last > lastOfAll)
                return Problem.BadQuery("to", $"a date from {LocalDatePattern.Iso.Format(first)} to {LocalDatePattern.Iso.Format(lastOfAll)}");
            var compared = line.Lifecycle.BestDay(line.State, request, ContextOf(call, line), first, last);
            return new JsonAnswer(line.Version, call.Culture, json =>
            {
                json.WriteStartObject();
                json.WriteProperty("best", compared.Best?.Date);
                json.WriteList("days", compared.Days, day =>
                {
                    json.WriteStartObject();
                    json.WriteProperty("date", day.Date);
                    json.WriteProperty("charged", day.Charged);
                    json.WriteProperty("net", day.Quote.Net);
                    json.WriteProperty("total", day.Total);
                    WriteRefusals(json, day.Quote.Refusals, call, line);
                    json.WriteEndObject();
                });
                json.WriteEndObject();
            });
        }).ConfigureAwait(false);
    }

    /// <summary>How far the open cancellation is.</summary>
    public static ValueTask<IResult> Progress(LineCall call) => Answer(call, line => line.Lifecycle.Progress(line.State, line.Now) is not { } progress
        ? TypedResults.NoContent()
        : new JsonAnswer(line.Version, call.Culture, json => json.WriteTold(progress, "text", call.Messages.Explain(progress, call.Culture, line.Lifecycle.Zone))));

    /// <summary>What will happen if nobody does anything but what is assumed.</summary>
    public static async ValueTask<IResult> Forecast(LineCall call)
    {
        long days = ForecastDays;
        if (ReadAssumptions(call, out var assumptions) is { } badAssumption)
            return badAssumption;
        return call.TryNumber("days", 1, MaxForecastDays, ref days) is { } problem ? problem : await Answer(call, line =>
        {
            var until = Instant.Min(line.Now + Duration.FromDays(days), Limits.LatestNow);
            return new JsonAnswer(line.Version, call.Culture, json =>
            {
                json.WriteStartArray();
                foreach (var step in line.Lifecycle.Forecast(line.State, line.Now, until, assumptions))
                {
                    call.Cancel.ThrowIfCancellationRequested();
                    json.WriteStartObject();
                    json.WriteProperty("at", step.At);
                    json.WriteProperty("status", step.Subscription.Status);
                    json.WriteList("happens", step.Events, each => json.WriteStringValue(call.Messages.Explain(each, call.Culture, line.Lifecycle.Zone)));
                    json.WriteProperty("charges", step.Charges);
                    json.WriteProperty("refunded", step.Refunded);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }).ConfigureAwait(false);
    }

    /// <summary>When how much is charged next.</summary>
    public static ValueTask<IResult> NextCharge(LineCall call) => Answer(call, line => line.Lifecycle.NextCharge(line.State, line.Now) is not { } charge
        ? TypedResults.NoContent()
        : new JsonAnswer(line.Version, null, json => json.WriteValue(charge)));

    /// <summary>The state as it is stored.</summary>
    public static async ValueTask<IResult> State(LineCall call)
    {
        if (!call.IsInternal)
            return Problem.Forbidden(call.Caller.Role);
        var state = await call.Host.GetAsync(call.Id, call.Cancel).ConfigureAwait(false);
        return state.Version == 0 ? Problem.NotFound() : new JsonAnswer(state.Version, null, json => json.WriteValue(state));
    }

    /// <summary>A page of the events as they are stored.</summary>
    public static async ValueTask<IResult> History(LineCall call)
    {
        if (!call.IsInternal)
            return Problem.Forbidden(call.Caller.Role);
        var (after, limit) = (0L, (long)Page);
        if ((call.TryNumber("after", 0, int.MaxValue, ref after) ?? call.TryNumber("limit", 1, MaxPage, ref limit)) is { } problem)
            return problem;
        var state = await call.Host.GetAsync(call.Id, call.Cancel).ConfigureAwait(false);
        if (state.Version == 0)
            return Problem.NotFound();
        var events = await call.Host.ReadAsync(call.Id, after, call.Cancel).Take((int)limit).ToListAsync(call.Cancel).ConfigureAwait(false);
        var request = call.Http.Request;
        return new JsonAnswer(state.Version, null, json =>
        {
            json.WriteStartArray();
            foreach (var each in events)
                json.WriteValue(each);
            json.WriteEndArray();
        })
        {
            Next = events is [.., var last] && last.Version < state.Version ? $"{request.PathBase.Add(request.Path).ToUriComponent()}?after={last.Version}&limit={limit}" : null,
        };
    }

    /// <summary>The carrier's rules by which the subscription is decided on.</summary>
    public static ValueTask<IResult> Policy(LineCall call) => call.IsInternal
        ? Answer(call, line => new JsonAnswer(line.Version, null, json => json.WriteValue(line.Lifecycle.Policy)))
        : new(Problem.Forbidden(call.Caller.Role));

    private static async ValueTask<Decision?> DecideAsync(LineCall call, LifecycleCommand command, CommandId message, Precondition expected)
    {
        if (expected.MustExist && (await call.Host.GetAsync(call.Id, call.Cancel).ConfigureAwait(false)).Version == 0)
            return null;
        if (expected.Versions is not { } versions)
            return await call.Host.DoAsync(call.Id, command, call.Caller, message, call.Policy, call.Cancel).ConfigureAwait(false);

        // Of several versions it can be at one only. At another it may still be that this message is what changed it.
        var version = versions is [var only] ? only : (await call.Host.GetAsync(call.Id, call.Cancel).ConfigureAwait(false)).Version;
        return await call.Host.DoIfUnchangedAsync(
            call.Id, versions.Contains(version) ? version : Precondition.Never, command, call.Caller, message, call.Policy, call.Cancel).ConfigureAwait(false);
    }

    private static async ValueTask<IResult> Answer(LineCall call, Func<Line, IResult> answer, bool mayBeNew = false)
    {
        var stored = await call.Host.GetAsync(call.Id, call.Cancel).ConfigureAwait(false);
        if (stored.Version == 0 && !mayBeNew)
            return Problem.NotFound();
        var (lifecycle, now) = (call.Host.LifecycleOf(stored, call.Policy), call.Http.Now());
        return answer(new Line(stored.Version, lifecycle.Advance(stored, now).Subscription, lifecycle, now));
    }

    /// <summary>The id that a new subscription is to have; null if the command opens none.</summary>
    private static SubscriptionId? IdOf(LifecycleCommand command) => command switch
    {
        OpenSubscription open => open.Id,
        ImportSubscription import => import.Id,
        _ => null,
    };

    private static async ValueTask<(RequestCancellation? Request, Problem? Problem)> ReadRequestAsync(LineCall call)
    {
        var (command, problem) = await RequestBody.ReadCommandAsync(call.Http, call.Options.MaxBodySize).ConfigureAwait(false);
        return command switch
        {
            null => (null, problem),
            RequestCancellation request => (request, null),
            _ => (null, RequestBody.Malformed($"$.{LifecycleJson.CommandDiscriminator}", $"Found another command; expected \"{nameof(RequestCancellation)}\".")),
        };
    }

    // A question is no message: what it is asked under is never recorded.
    private static CommandContext ContextOf(LineCall call, Line line) => new(line.Now, call.Caller, new CommandId("question"));

    private static Problem? ReadAssumptions(LineCall call, out ForecastAssumptions assumptions)
    {
        assumptions = ForecastAssumptions.Default;
        var (paid, confirmed, documents, devices, dues, refunds) = (assumptions.PaymentsSucceed, assumptions.PurchasesAreConfirmed, assumptions.DocumentsCome,
            assumptions.DevicesAreUnbound, assumptions.DuesArePaid, assumptions.RefundsArePaid);
        var problem = call.TryFlag("paymentsSucceed", ref paid) ?? call.TryFlag("purchasesAreConfirmed", ref confirmed) ?? call.TryFlag("documentsCome", ref documents)
            ?? call.TryFlag("devicesAreUnbound", ref devices) ?? call.TryFlag("duesArePaid", ref dues) ?? call.TryFlag("refundsArePaid", ref refunds);
        var review = assumptions.Review;
        if (call.Http.Request.Query.TryGetValue("review", out var name)
            && (name is not [{ } text] || !Enum.GetNames<AssumedReview>().Contains(text) || !Enum.TryParse(text, out review)))
        {
            problem ??= Problem.BadQuery("review", string.Join(" or ", Enum.GetNames<AssumedReview>()));
        }

        assumptions = new ForecastAssumptions
        {
            PaymentsSucceed = paid,
            PurchasesAreConfirmed = confirmed,
            DocumentsCome = documents,
            DevicesAreUnbound = devices,
            DuesArePaid = dues,
            RefundsArePaid = refunds,
            Review = review,
        };
        return problem;
    }

    private static void WriteQuote(Utf8JsonWriter json, CancellationQuote quote, LineCall call, Line line)
    {
        json.WriteProperty("billingEndsAt", quote.Request?.BillingEndsAt);
        json.WriteProperty("serviceEndsAt", quote.Request?.ServiceEndsAt);
        json.WriteProperty("net", quote.Net);
        json.WriteProperty("costs", quote.Costs);
        json.WriteProperty("stillCharged", quote.StillCharged);
        json.WriteList("lines", quote.Lines, each => json.WriteTold(each, "text", call.Messages.Explain(each, call.Culture)));
        WriteRefusals(json, quote.Refusals, call, line);
    }

    private static void WriteRefusals(Utf8JsonWriter json, ValueList<Refusal> refusals, LineCall call, Line line)
    {
        json.WritePropertyName("refusals");
        json.WriteRefusals(refusals, call.Messages, call.Culture, line.Lifecycle.Zone);
    }
}
