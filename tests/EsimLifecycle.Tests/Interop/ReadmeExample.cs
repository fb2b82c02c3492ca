using EsimLifecycle.Interop;

namespace EsimLifecycle.Tests;

/// <summary>The example in the READMEs, compiled and run.</summary>
public class ReadmeExample
{
    [Fact]
    public void A_webhook_is_read_and_decided()
    {
        var life = Scenario.Preset("axis-travel").Opened().Paid().When(new Activate());
        var (lifecycle, subscription, now) = (new Lifecycle(CarrierPolicy.Preset("axis-travel")), life.State, life.State.LastEventAt + Duration.FromMinutes(5));
        var body = """{ "notifyType": "DATA_USAGE", "notifyId": "n-1", "content": { "iccid": "8910300000059818839", "orderUsage": 1000 } }"""u8.ToArray();
        var information = new List<string>();

        // <example>
        if (!EsimAccess.TryRead(body, out var notices, out var fault))
            throw new FormatException($"{fault}"); // $.content.iccid: found a JSON number …; expected the digits as a text

        foreach (var notice in notices)
        {
            if (notice.Command is { } command)
                subscription = lifecycle.Decide(subscription, command, new CommandContext(now, Caller.System, notice.Id)).Subscription;
            else
                information.Add($"{notice}"); // information, or why there is no command
        }

        var status = Tmf637.Of(subscription); // active, and with it the reason that loses nothing: Active.Activated.Paid
        // </example>

        subscription.Usage.ReportedBytes.Should().Be(1000);
        information.Should().BeEmpty();
        status.Text.Should().Be("active");
        status.Reason.Should().Be("Active.Activated.Paid");
    }

    [Theory]
    [InlineData("Interop")]
    [InlineData("Samples")]
    public void The_readmes_have_it_word_for_word(string folder) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, folder, "README.md")).Should().Contain($"```csharp\n{Example}```");

    private static string Example
    {
        get
        {
            var code = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Interop", "ReadmeExample.txt"));
            var start = code.IndexOf("// <example>\n", StringComparison.Ordinal) + "// <example>\n".Length;
            return code[start..code.IndexOf("        // </example>", StringComparison.Ordinal)].Replace("\n        ", "\n", StringComparison.Ordinal)[8..];
        }
    }
}
