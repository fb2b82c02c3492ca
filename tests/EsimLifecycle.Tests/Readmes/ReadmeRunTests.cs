using System.Diagnostics.CodeAnalysis;

namespace EsimLifecycle.Tests;

/// <summary>What is not tried, or prints something else than is shown, is found.</summary>
public class ReadmeRunTests
{
    [Theory]
    [InlineData("```yaml\na: 1\n```", "nobody tries this block of 'yaml'")]
    [InlineData("```\nplain\n```", "nobody tries this block of ''")]
    [InlineData("```text\nshown, and nothing printed it\n```", "nobody tries")]
    [InlineData("```json\n{ \"what\": 1 }\n```", "nobody tries")]
    [InlineData("```mermaid\nstateDiagram-v2\n```", "nobody tries")]
    [InlineData("```mermaid\nstateDiagram-v2\n    Closed --> Active : again\n```", "from Closed to Active")]
    [InlineData("```mermaid\nstateDiagram-v2\n    Open --> Closed\n```", "'Open' is no status")]
    [InlineData("```json\n{ \"renewal\": { \"graceDays\": -1 } }\n```", "$.renewal.graceDays")]
    [InlineData("```json\n{ \"renewal\": { \"graceDay\": 1 } }\n```", "graceDay")]
    [InlineData("```json\n{ \"do\": \"Activate\", \"now\": true }\n```", "now")]
    [InlineData("```csharp\nnever ends", "has no end")]
    [InlineData("<!-- chart -->\n```mermaid\n```", "has no end")]
    public async Task A_block_that_nobody_tries_is_a_fault([StringSyntax("markdown")] string text, string fault) =>
        (await ((Func<Task>)(() => RunCode(text))).Should().ThrowAsync<Exception>()).Which.Message.Should().Contain(fault);

    [Theory]
    [InlineData("```json\n{ \"renewal\": { \"graceDays\": 14 } }\n```")]
    [InlineData("```json\n{ \"do\": \"Activate\" }\n```")]
    [InlineData("```xml\n<PackageReference Include=\"EsimLifecycle\" />\n```")]
    [InlineData("```mermaid\nstateDiagram-v2\n    [*] --> Pending\n    Active --> pending_cancel : request\n    pending_cancel --> Closed\n    InForce --> Closed\n    Closed --> [*]\n```")]
    [InlineData("<!-- chart refund -->\n```mermaid\nstateDiagram-v2\n```\n<!-- /chart refund -->")]
    public async Task A_policy_a_command_and_a_chart_are_read(string text) => await RunCode(text);

    [Theory]
    [InlineData("```sh\necho one; echo two\n```\n```text\none\ntwo\n```", true)]
    [InlineData("```sh\necho '[1]'\n```\n```json\n[\n  1\n]\n```", true)]
    [InlineData("```sh\necho '[1]'\n```\n```json\n[2]\n```", false)]
    [InlineData("```sh\necho one; echo two\n```\n```text\n…\ntwo\n```", true)]
    [InlineData("```sh\necho one; echo two\n```\n```text\none\nt…o\n```", true)]
    [InlineData("```sh\necho one; echo two\n```\n```text\none\nthree\n```", false)]
    [InlineData("```sh\necho one; false\n```", false)]
    [InlineData("```sh\ndotnet publish\n```", false)]
    [InlineData("```sh\ndotnet test\n```", true)]
    [InlineData("`a.json`:\n\n```json\n{ \"steps\": [] }\n```\n\n```sh\ncat a.json\n```\n```text\n{ \"steps\": [] }\n```", true)]
    public async Task What_a_shell_prints_is_what_is_shown(string text, bool isSo)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes a POSIX shell.");
        var running = async () =>
        {
            using var run = new ReadmeRun(new Readme("other.md", text), TestContext.Current.CancellationToken);
            await run.Run(shell: true);
        };

        if (isSo)
            await running();
        else
            await running.Should().ThrowAsync<Exception>();
    }

    [Fact]
    public void An_anchor_is_as_the_hosts_of_repositories_make_it() =>
        new Readme("other.md", "# SelfCare: see it, and use it\n\n## To add …").Anchors.Should().Equal("selfcare-see-it-and-use-it", "to-add-");

    private static async Task RunCode(string text)
    {
        using var run = new ReadmeRun(new Readme("other.md", text), TestContext.Current.CancellationToken);
        await run.Run(shell: false);
    }
}
