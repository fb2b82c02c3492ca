namespace Shop;

/// <summary>
/// The pretended payment provider, eSIM platform and carrier's system: what they are told comes back as facts, sometimes late, sometimes as failures. On a day on
/// which they are down they throw, so that the host tries again and at last leaves a dead letter. All of it follows from a seed.
/// </summary>
internal sealed class Outside(ShopData data, ShopClock clock, ShopSettings settings) : IInstructionHandler
{
    public ValueTask HandleAsync(Instruction instruction, CancellationToken cancel)
    {
        if (instruction is SendMessage message)
            data.AddMessage(message);
        else if (instruction is ErasePersonalData)
            data.Forget(instruction.Subscription);
        else if (Roll($"{clock.Now.InUtc().Date}") < settings.Down)
            throw new HttpRequestException("The pretended systems outside are down today.");
        else
            Answer(instruction);
        return ValueTask.CompletedTask;
    }

    /// <summary>A customer pays at the provider's page: for the first period, or what is owed.</summary>
    public void Pay(SubscriptionId line, Money amount, string message, bool isFirst)
    {
        var (reference, hasFailed) = (new Reference($"pay-{message}"), Roll($"{line}/{clock.Now.InUtc().Date}/pay") < settings.Fail);
        data.AddAnswer(new CommandId($"paid/{line}/{message}"), line, clock.Now, isFirst || hasFailed
            ? new RecordPayment(reference, amount, PaymentMethod.Card) { Failed = hasFailed }
            : new PayDues(reference, amount, PaymentMethod.Card));
    }

    /// <summary>What is reported of an instruction, step by step; nothing where nobody waits for a report.</summary>
    private static LifecycleCommand[] AnswersTo(Instruction instruction, Reference reference, bool hasFailed) => instruction switch
    {
        ChargePayment charge => [new RecordPayment(reference, charge.Amount, charge.Method) { Charge = charge.Charge, Attempt = charge.Attempt, Failed = hasFailed }],
        ProvisionService { Provisioning.IsNone: false } order => [new ReportProvisioning(order.Provisioning) { Attempt = order.Attempt, Failed = hasFailed }],
        PayRefund { Leg.IsNone: false } refund =>
        [
            new RecordRefund(reference, refund.Amount) { Leg = refund.Leg, Outcome = PayoutOutcome.Submitted },
            new RecordRefund(reference, refund.Amount) { Leg = refund.Leg, Outcome = hasFailed ? PayoutOutcome.Failed : PayoutOutcome.Paid },
        ],
        DisableProfile disable => [new ReportProfile(ProfileState.Disabled) { Device = disable.Device }],
        DeleteProfile delete => [new ReportProfile(ProfileState.Deleted) { Device = delete.Device }],
        PortOutNumber port => [new ReportPortOut(port.PortOut) { Failed = hasFailed }],
        _ => [],
    };

    private void Answer(Instruction instruction)
    {
        var due = clock.Now;
        foreach (var (i, answer) in AnswersTo(instruction, new Reference(instruction.Key), Roll($"{instruction.Key}/fail") < settings.Fail).Index())
        {
            // What has a second step takes a day for it.
            var late = Roll($"{instruction.Key}/{i}/late") < settings.Late ? settings.LateDays * Roll($"{instruction.Key}/{i}/days") : 0;
            data.AddAnswer(new CommandId($"told/{instruction.Key}/{i}"), instruction.Subscription, due += Duration.FromDays(i + late), answer);
        }
    }

    /// <summary>A number from 0 to 1, the same for the same thing and seed.</summary>
    private double Roll(string what) => BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Seed}/{what}"))) / (double)uint.MaxValue;
}
