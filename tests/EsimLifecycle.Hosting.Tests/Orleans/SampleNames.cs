namespace EsimLifecycle.Tests;

/// <summary>What the samples of JSON are made of.</summary>
internal static class Scenario
{
    public static readonly Eid Phone = Eid.Parse("89049032123451234512345678901235");
    public static readonly Eid Watch = Eid.Parse("89086030202200000022000023022943");
    public static readonly Eid Tablet = Eid.Parse("89044045116727494800000004479366");
}

/// <summary>The statuses that a subscription can rest in.</summary>
internal static class Lives
{
    public static readonly SubscriptionStatus[] Resting =
        [.. Enum.GetValues<SubscriptionStatus>().Except([SubscriptionStatus.InForce, SubscriptionStatus.PendingCancel])];
}
