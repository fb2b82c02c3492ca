using EsimLifecycle.Hosting.Faults;
using Microsoft.Extensions.DependencyInjection;
using Verifier = EsimLifecycle.Hosting.Faults.Verifier;

namespace EsimLifecycle.Hosting.Tests;

/// <summary>The fault rounds find what they look for: a store that has lost, doubled or made up something is found out.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("esim-verifier-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private ChildOptions Options => new(Path.Combine(_directory, "subscriptions.db"), _directory, "a", "line-", 1, 0, 0, TimeSpan.Zero, 1);

    [Fact]
    public async Task What_is_as_it_was_noted_is_found_well()
    {
        await LiveAsync();

        (await Verifier.VerifyAsync(Options)).Should().Be(new Found(3, 2, 0));
    }

    [Theory]
    [InlineData("acknowledged.b", "line-0 lost Accepted 4 4 999", "line-0: the message lost was acknowledged with the events \\[4\\], and has led to \\[\\].")]
    [InlineData("acknowledged.b", "line-0 m-1 Accepted 3 2 999", "line-0: the message m-1 was accepted more than once.")]
    [InlineData("acknowledged.b", "line-0 m-1 Refused 3  999", null)]
    [InlineData("acknowledged.b", "line-7 m-1 Accepted 1 1 999", "line-7: the message m-1 was acknowledged with the events \\[1\\], *")]
    [InlineData("handed.b", "line-0 2 line-0/2/charge 1 3 1", "line-0: the instruction line-0/2/charge was handed over, and follows from no event that is stored.")]
    [InlineData("handed.b", "line-0 3 line-0/3/message-Activated 1 3 1", "line-0: instructions were not handed over in order.")]
    [InlineData("acknowledged.b", "line-0 m-9 AlreadyDone 900  1", "line-0: the instruction line-0/3/start-service was judged by version 3 when version 900 had been acknowledged.")]
    public async Task What_is_not_is_found_out(string journal, string line, string? found)
    {
        await LiveAsync();
        await File.WriteAllTextAsync(Path.Combine(_directory, journal), line + "\n", TestContext.Current.CancellationToken);

        var verifying = FluentActions.Awaiting(() => Verifier.VerifyAsync(Options));
        if (found is null)
            await verifying.Should().NotThrowAsync();
        else
            await verifying.Should().ThrowAsync<FaultException>().WithMessage(found.Replace("\\", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_instruction_that_was_never_handed_over_is_found_out()
    {
        await LiveAsync();
        File.Delete(Path.Combine(_directory, "handed.a"));

        await FluentActions.Awaiting(() => Verifier.VerifyAsync(Options)).Should().ThrowAsync<FaultException>().WithMessage("line-0: the instruction line-0/3/start-service was never handed over.");
    }

    /// <summary>A line is opened, paid and activated; what follows is handed over.</summary>
    private async Task LiveAsync()
    {
        using (var host = Options.Build())
        {
            var subscriptions = host.Services.GetRequiredService<SubscriptionHost>();
            using var acknowledged = new Journal(Path.Combine(_directory, "acknowledged.a"));
            var line = new SubscriptionId("line-0");
            LifecycleCommand[] commands = [new OpenSubscription(line, "keep-monthly") { Contact = new("contact-1") }, new RecordPayment(new("pay-1"), Money.Parse("USD 3.00"), PaymentMethod.Card), new Activate()];
            foreach (var (i, command) in commands.Index())
            {
                var decision = await subscriptions.DoAsync(line, command, Caller.Carrier, new($"m-{i}"));
                acknowledged.Write(line, $"m-{i}", decision.Outcome, decision.Subscription.Version, string.Join(',', decision.Events.Select(each => each.Version)), Journal.Now);
            }
        }

        await Verifier.DrainAsync(Options);
    }
}
