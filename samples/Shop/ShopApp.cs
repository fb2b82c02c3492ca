namespace Shop;

/// <summary>Puts the shop together.</summary>
internal static class ShopApp
{
    public static WebApplication Create(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.Configuration.GetSection("Shop").Get<ShopSettings>()!;
        var services = builder.Services;
        CarrierPolicy[] policies = [.. settings.Policies.Select(CarrierPolicy.Preset)];
        services.AddEsimLifecycle(policies).UseSqlite(Path.Combine(settings.Data, "subscriptions.db")).AddInstructions<Outside>();
        services.Configure<SubscriptionHostOptions>(options => (options.PollInterval, options.Lease, options.MaxTries) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromDays(1), 5));

        services.AddSingleton(settings).AddSingleton(policies).AddSingleton<ShopData>().AddSingleton<Outside>();
        services.AddSingleton<ShopClock>().AddSingleton<TimeProvider>(provider => provider.GetRequiredService<ShopClock>());
        services.AddSingleton<Answers>().AddHostedService(provider => provider.GetRequiredService<Answers>());
        services.AddAuthorization().AddAuthentication(Endpoints.Scheme).AddCookie(cookie => (cookie.LoginPath, cookie.AccessDeniedPath, cookie.TimeProvider) = ("/signin", "/", TimeProvider.System));
        services.AddDataProtection().PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(settings.Data, "keys")));
        services.AddRequestLocalization(options => options.SetDefaultCulture("en").AddSupportedCultures(Texts.Languages).AddSupportedUICultures(Texts.Languages));
        services.AddProblemDetails().AddRazorComponents();
        services.AddHealthChecks().AddEsimLifecycle();

        var app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = fault => fault is ArgumentException ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError });
        app.UseRequestLocalization().UseStaticFiles().UseAuthentication().UseAuthorization().UseAntiforgery();
        app.MapHealthChecks("/health");
        app.MapEsimLifecycle("/api/lines", (http, line) => app.Services.GetRequiredService<ShopData>().CallerOf(line, http.User)).RequireAuthorization();
        app.MapPages();
        return app;
    }
}
