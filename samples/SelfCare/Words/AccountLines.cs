namespace SelfCare;

/// <summary>What a customer sees on signing in: the balance, the data left, until when it is paid and how it goes on.</summary>
internal static class AccountLines
{
    /// <summary>"USD 4.00 and USD 5.00 of free credit".</summary>
    public static string Balance(Subscription subscription, Phrases say)
    {
        var (wallet, free) = (subscription.Balances[Account.Wallet], subscription.Balances[Account.Promotional]);
        return free.IsZero ? say.Amount(wallet) : say.Text("withCredit", say.Amount(wallet), say.Amount(free));
    }

    /// <summary>"USD 20.00"; empty where nothing is owed.</summary>
    public static string Owed(Subscription subscription, Phrases say)
    {
        if (subscription.Balances[Account.Receivable] is not { IsNegative: true } dues)
            return "";
        var disputed = subscription.LateCharges.Where(charge => charge.Status == LateChargeStatus.Disputed).Aggregate(Money.Zero(dues.Currency), (sum, charge) => sum + charge.Open);
        return disputed.IsZero ? say.Amount(-dues) : say.Text("owedDisputed", say.Amount(-dues), say.Amount(disputed));
    }

    /// <summary>"USD 1.93": what is to be paid back and has not been; empty where nothing is.</summary>
    public static string ComesBack(Subscription subscription, Phrases say) =>
        subscription.Refunds.Where(leg => !leg.IsOver).Aggregate(default(Money?), (sum, leg) => sum + leg.Outstanding ?? leg.Outstanding) is { IsPositive: true } sum ? say.Amount(sum) : "";

    /// <summary>"7 of 10 GiB, 1 of 1 GiB in data-1gb"; empty where data has no limit and no pack was bought.</summary>
    public static string Data(Subscription subscription, Phrases say)
    {
        var usage = subscription.Usage;
        var parts = usage.Packs.Where(pack => pack.Terms.DataBytes > 0)
            .Select(pack => $"{pack.Terms.Code}: {Left(pack.LeftBytes, pack.Terms.DataBytes, say)}");
        if (subscription.Term.Periods is [{ DataBytes: > 0 and var included }, ..])
            parts = parts.Prepend(Left(Math.Max(0, included - usage.UsedBytes), included, say));
        return string.Join(", ", parts);
    }

    /// <summary>"through 28 Feb 2026"; empty before the activation.</summary>
    public static string PaidUntil(Subscription subscription, Phrases say) => subscription.Term.PaidUntilDate is { } date ? say.Through(date) : "";

    public static string AutoRenewal(Subscription subscription, Phrases say) => subscription.Renewal.AutoRenewal is { } method
        ? say.Text(subscription.IsAutoRenewing ? "autoOn" : "autoRests", say.Word(method))
        : say.Text("autoOff");

    private static string Left(long left, long all, Phrases say) => say.Text("dataOf", say.Data(left), say.Data(all));
}
