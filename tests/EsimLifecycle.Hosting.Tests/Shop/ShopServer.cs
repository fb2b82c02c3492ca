using System.Reflection;
using global::Shop;
using Microsoft.AspNetCore.Builder;

namespace EsimLifecycle.Hosting.Tests.Shop;

/// <summary>The sample as it is, listening on a port of its own, with a directory of its own; it can be stopped and started again on it.</summary>
public sealed class ShopServer : IAsyncDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("shop-").FullName;
    private readonly string[] _settings;
    private WebApplication _app;

    private ShopServer(string[] settings) => (_settings, _app) = (settings, Create(settings));

    public static string Folder { get; } = Path.GetFullPath(
        typeof(ShopServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == "Shop").Value!);

    /// <summary>Gets the path of the shop's own database.</summary>
    public string Database => Path.Combine(_data, "shop.db");

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Starts it on 31 January 2026 at 10:00 in Jakarta, where nothing fails or is late unless settings say so.</summary>
    public static async Task<ShopServer> StartAsync(params string[] settings)
    {
        var server = new ShopServer(settings);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async Task RestartAsync(params string[] settings)
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = Create([.. _settings, .. settings]);
        await _app.StartAsync();
    }

    public async Task<Visitor> SignInAsync(string name, string language = "en")
    {
        var visitor = new Visitor(Address, language);
        await visitor.GetAsync("/");
        await visitor.PressAsync(name);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private WebApplication Create(string[] settings) => ShopApp.Create(
    [
        $"--contentRoot={Folder}", "--urls=http://127.0.0.1:0", $"--Shop:Data={_data}", "--Shop:Start=2026-01-31T10:00:00+07:00", "--Logging:LogLevel:Default=Error", "--Logging:LogLevel:Microsoft.AspNetCore=Error", "--Logging:LogLevel:Microsoft.AspNetCore.Diagnostics=None",
        "--Shop:Fail=0", "--Shop:Late=0", "--Shop:Down=0", .. settings,
    ]);
}
