namespace EsimLifecycle.Hosting.Tests;

/// <summary>Commands for stories about a line by the preset that keeps a number, each with a message of its own.</summary>
internal static class Line
{
    public static readonly CarrierPolicy Policy = CarrierPolicy.Preset("axis-keep-number");

    public static readonly Eid[] Devices =
        [Eid.Parse("89049032123451234512345678901235"), Eid.Parse("89086030202200000022000023022943"), Eid.Parse("89044045116727494800000004479366")];

    private static int Messages;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Decision> GiveAsync(this SubscriptionHost host, string id, LifecycleCommand command, string? message = null) =>
        await host.DoAsync(new(id), command, Caller.Carrier, new CommandId(message ?? $"message-{Interlocked.Increment(ref Messages)}"), cancel: Cancel);

    public static Task<Decision> OpenAsync(this SubscriptionHost host, string id, string? message = null) =>
        host.GiveAsync(id, new OpenSubscription(new(id), "keep-monthly") { Contact = new("contact-1") }, message);

    /// <summary>Version 3, whose event has two instructions: to start service, and to tell the customer.</summary>
    public static async Task ActivateAsync(this SubscriptionHost host, string id)
    {
        await host.OpenAsync(id);
        await host.GiveAsync(id, new RecordPayment(new Reference($"payment-{id}"), Money.Parse("USD 3.00"), PaymentMethod.Card));
        (await host.GiveAsync(id, new Activate())).Outcome.Should().Be(Outcome.Accepted);
    }

    /// <summary>Three devices come and go: three instructions to delete a profile, which stay wanted.</summary>
    public static async Task UnbindAllAsync(this SubscriptionHost host, string id)
    {
        foreach (var device in Devices)
            await host.GiveAsync(id, new BindDevice(device));
        foreach (var device in Devices)
            (await host.GiveAsync(id, new UnbindDevice(device))).Outcome.Should().Be(Outcome.Accepted);
    }

    public static Task<Decision> ContactAsync(this SubscriptionHost host, string id, string contact, string? message = null) =>
        host.GiveAsync(id, new UpdateContact(new PersonalReference(contact)), message);

    public static async Task<Subscription> StateAsync(this SubscriptionHost host, string id) => await host.GetAsync(new(id), Cancel);
}
