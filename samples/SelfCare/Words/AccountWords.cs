namespace SelfCare;

/// <summary>What a customer sees on signing in, in words: the balance, the data left, until when it is paid and how it goes on.</summary>
internal static class AccountWords
{
    /// <summary>"USD 4.00 and USD 5.00 of free credit".</summary>
    public static string Balance(Subscription subscription)
    {
        var (wallet, free) = (subscription.Balances[Account.Wallet], subscription.Balances[Account.Promotional]);
        return free.IsZero ? $"{wallet:C}" : $"{wallet:C} and {free:C} of free credit";
    }

    /// <summary>"USD 20.00"; empty where nothing is owed.</summary>
    public static string Owed(Subscription subscription) =>
        subscription.Balances[Account.Receivable] is { IsNegative: true } dues ? $"{-dues:C}{Disputed(subscription)}" : "";

    private static string Disputed(Subscription subscription)
    {
        var disputed = subscription.LateCharges.Where(charge => charge.Status == LateChargeStatus.Disputed).Aggregate(Money.Zero(subscription.Balances.Currency), (sum, charge) => sum + charge.Open);
        return disputed.IsZero ? "" : $", of which {disputed:C} is disputed and rests";
    }

    /// <summary>"7 of 10 GiB, 1 of 1 GiB in data-1gb"; empty where data has no limit and no pack was bought.</summary>
    public static string Data(Subscription subscription)
    {
        var usage = subscription.Usage;
        var parts = usage.Packs.Where(pack => pack.Terms.DataBytes > 0).Select(pack => $"{Left(pack.LeftBytes, pack.Terms.DataBytes)} in {pack.Terms.Code}");
        if (subscription.Term.Periods is [{ DataBytes: > 0 and var included }, ..])
            parts = parts.Prepend(Left(Math.Max(0, included - usage.UsedBytes), included));
        return string.Join(", ", parts);
    }

    /// <summary>"through 28 Feb 2026"; empty before the activation.</summary>
    public static string PaidUntil(Subscription subscription) => subscription.Term.PaidUntilDate is { } date ? Phrases.Through(date) : "";

    public static string AutoRenewal(Subscription subscription) => subscription.Renewal.AutoRenewal is { } method
        ? $"on, by {Phrases.Method(method)}{(subscription.IsAutoRenewing ? "" : "; it rests")}"
        : "off";

    private static string Left(long left, long all) => $"{(left == 0 ? "none" : Phrases.Data(left))} of {Phrases.Data(all)}";
}
