namespace EsimLifecycle;

internal static class BalanceWatch
{
    public static void Look(ref DecisionBuilder decision)
    {
        var state = decision.State;
        if (state.Usage.IsBalanceLow || state.Status is not (SubscriptionStatus.Active or SubscriptionStatus.Grace))
            return;
        var balance = Pricing.Spendable(state);
        var isLow = decision.Policy.Renewal.BalanceLow is { } threshold && balance < threshold;
        if (isLow || (state.Renewal.AutoRenewal == PaymentMethod.Balance && balance < Pricing.NextPeriod(ref decision).Price))
            decision.Raise(new BalanceLow { Balance = balance });
    }
}

/// <summary>
/// The balance fell below the policy's threshold, or became too low for the next automatic renewal. Raised once a period.
/// </summary>
public sealed record BalanceLow : LifecycleEvent
{
    /// <summary>Gets the balance, free credit included.</summary>
    public required Money Balance { get; init; }

    internal override Facts ListFacts() => new(("balance", Balance));

    internal override void Apply(Subscription draft) => draft.Usage = draft.Usage with { IsBalanceLow = true };

    internal override void Instruct(ref Outbox outbox) => outbox.Tell(MessageTemplate.BalanceLow, amount: Balance);
}
