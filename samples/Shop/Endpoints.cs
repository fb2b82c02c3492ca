namespace Shop;

/// <summary>The pages, and what their forms do. A form is answered by a redirection or, where it is refused, by the page with the reasons.</summary>
internal static class Endpoints
{
    public const string Scheme = "Cookies";

    public static void MapPages(this WebApplication app)
    {
        app.MapGet("/", (ClaimsPrincipal user) => Results.LocalRedirect(user.ToCaller() is not { } caller ? "/signin" : caller.Role == Role.Customer ? "/lines" : "/desk"));
        app.MapGet("/signin", () => Page<SignInPage>(new { }));
        app.MapPost("/signin", ([FromForm] string person) => People.All.Any(each => each.Name == person)
            ? Results.SignIn(People.Find(person, Scheme), new() { RedirectUri = "/" }, Scheme) : Results.BadRequest());
        app.MapPost("/signout", ([FromForm] string message) => Results.SignOut(new() { RedirectUri = "/signin" }, [Scheme]));
        app.MapPost("/language", ([FromForm] string language, [FromForm] string back, HttpResponse response) =>
        {
            response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new(language)), new() { HttpOnly = true });
            return Results.LocalRedirect(RedirectHttpResult.IsLocalUrl(back) ? back : "/");
        });

        var lines = app.MapGroup("/").RequireAuthorization(policy => policy.RequireAssertion(call => call.User.ToCaller() is not null));
        lines.MapPost("/clock", async ([FromForm] int? days, [FromForm] int? speed, [FromForm] string back, ShopClock clock, Answers answers, CancellationToken cancel) =>
        {
            clock.Set(clock.Now, speed is null ? null : Math.Clamp(speed.Value, 1, 3600));
            await answers.PassAsync(Duration.FromDays(Math.Clamp(days ?? 0, 0, 31)), cancel);
            return Results.LocalRedirect(RedirectHttpResult.IsLocalUrl(back) ? back : "/");
        });
        lines.MapGet("/lines", async (SubscriptionHost host, ShopData data, CarrierPolicy[] policies, ClaimsPrincipal user) =>
            Page<LinesPage>(new { Lines = await LineView.AllAsync(host, data.Lines(user.ToCaller()!.Id), user.ToCaller()!), Policies = policies }));
        lines.MapPost("/lines", async ([FromForm] string plan, [FromForm] string message, SubscriptionHost host, ShopData data, ClaimsPrincipal user) =>
        {
            // The line is the customer's before it is anybody's; the same message opens it once.
            var (customer, names) = (user.ToCaller()!, plan.Split('|', 2));
            var id = data.AddLine(customer.Id, customer.MessageId(new CommandId(message)));
            await host.DoAsync(id, new OpenSubscription(id, names[^1]) { Contact = customer.Id }, customer, customer.MessageId(new CommandId(message)), names[0]);
            return Results.LocalRedirect($"/lines/{id}");
        }).RequireAuthorization(policy => policy.RequireRole(nameof(Role.Customer)));

        // Whose line it is says LineView.BindAsync.
        var line = lines.MapGroup("/lines/{id}").AddEndpointFilter((call, next) => call.Arguments.OfType<LineView>().Any()
            ? next(call) : new(Page<NotFoundPage>(new { }, StatusCodes.Status404NotFound)));
        line.MapGet("/", (LineView? view, long? since) => Page<LinePage>(new { View = view! with { Since = since ?? view.Since } }));
        line.MapGet("/leave", (LineView? view, CancellationReason? reason) => Page<LeavePage>(new { View = view! with { Reason = reason ?? view.Reason } }));
        line.MapGet("/certificate", (LineView? view, ShopData data) => data.SaltOf(view!.Line.Id) is var salt
            && ClosureCertificate.From(History.Seal(view.History, salt), salt).Certificate is { } certificate
                ? Page<CertificatePage>(new { View = view, Certificate = certificate })
                : Page<NotFoundPage>(new { }, StatusCodes.Status404NotFound));
        line.MapPost("/", async (LineView? view, IFormCollection form, SubscriptionHost host, HttpContext context) =>
        {
            if (Read(form) is not { } command)
                return Page<LinePage>(new { View = view! with { Alerts = [Texts.Text("unreadable")] } }, StatusCodes.Status400BadRequest);
            var decision = await host.DoAsync(view!.Line.Id, command, view.Caller, view.Caller.MessageId(new CommandId($"{form["message"]}")));
            string[] alerts = [.. decision.Refusals.Select(refusal => refusal.Explain(Texts.Reader, view.Lifecycle.Zone))];
            return decision.Outcome == Outcome.Refused
                ? Page<LinePage>(new { View = (await LineView.BindAsync(context))! with { Alerts = alerts } }, StatusCodes.Status409Conflict)
                : Results.LocalRedirect($"/lines/{view.Line.Id}?since={form["version"]}");
        });
        line.MapPost("/pay", async (LineView? view, [FromForm] string message, [FromForm] long version, Outside outside, Answers answers, CancellationToken cancel) =>
        {
            if (view!.ToPay is { } amount)
                outside.Pay(view.Line.Id, amount, message, view.Line.Status == SubscriptionStatus.Pending);
            await answers.GiveAsync(cancel);
            return Results.LocalRedirect($"/lines/{view.Line.Id}?since={version}");
        });

        var desk = app.MapGroup("/desk").RequireAuthorization(policy => policy.RequireRole(nameof(Role.Agent), nameof(Role.Reviewer)));
        desk.MapGet("/", async (SubscriptionHost host, ShopData data, HealthCheckService health, ClaimsPrincipal user) =>
        {
            var letters = await (await host.DeadLettersAsync()).ToAsyncEnumerable().Select(async (DeadLetter letter, CancellationToken cancel) => (letter, Instruction.From(
                await host.ReadAsync(letter.Id, letter.Version - 1, cancel).FirstAsync(cancel)).Single(each => each.Key == letter.Key))).ToListAsync();
            return Page<DeskPage>(new { Lines = await LineView.AllAsync(host, data.Lines(), user.ToCaller()!), Letters = letters, Health = await health.CheckHealthAsync() });
        });
        desk.MapPost("/again", async ([FromForm] string key, SubscriptionHost host, Outside outside) =>
        {
            if ((await host.DeadLettersAsync()).FirstOrDefault(each => each.Key == key) is { } letter)
                await host.SendAgainAsync(letter, outside);
            return Results.LocalRedirect("/desk");
        });
    }

    /// <summary>The ready command that a form was filled with, and what was said in its fields; null if that can't be read.</summary>
    private static LifecycleCommand? Read(IFormCollection form)
    {
        try
        {
            var json = JsonNode.Parse($"{form["command"]}") as JsonObject ?? [];
            foreach (var (name, value) in form.Where(field => field.Key.StartsWith("set.", StringComparison.Ordinal) && $"{field.Value}".Length > 0))
                json[name[4..]] = $"{value}";
            return LifecycleJson.ReadCommand(JsonSerializer.SerializeToUtf8Bytes(json));
        }
        catch (Exception fault) when (fault is JsonException or LifecycleJsonException)
        {
            return null;
        }
    }

    private static RazorComponentResult Page<TPage>(object parameters, int status = StatusCodes.Status200OK) => new(typeof(TPage), parameters) { StatusCode = status };
}
