using System.Diagnostics;

namespace EsimLifecycle.Tests;

public class QuickStartTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Samples");

    [Fact]
    public void It_is_read_in_a_minute() => Program.Split('\n').Length.Should().BeLessThan(60);

    [Fact]
    public async Task It_runs_from_opening_to_closed_and_says_what_to_do()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo("dotnet", Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"))
        {
            RedirectStandardOutput = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);

        process.ExitCode.Should().Be(0);
        output.Should().Contain("RequestCancellation: Refused").And.Contain("Clearing -> Closed").And.Contain("to do: PayRefund");
    }

    private static string Program => File.ReadAllText(Path.Combine(Folder, "QuickStart.txt"));
}
