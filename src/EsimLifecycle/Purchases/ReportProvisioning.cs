namespace EsimLifecycle;

/// <summary>Reports whether the carrier's system has provisioned a reserved purchase.</summary>
/// <remarks>
/// A fact, never refused. A confirmed purchase is applied as it was shown. A failed one is retried as often as the policy allows and then
/// released, which returns the money. A repeated report changes nothing. A report that contradicts an earlier one (a confirmation of a
/// released purchase, a failure of an applied one) and a failure of an unknown purchase are recorded as conflicts.
/// </remarks>
/// <param name="Provisioning">The key of the purchase (<see cref="ProvisionService.Provisioning"/>).</param>
public sealed record ReportProvisioning(Reference Provisioning) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportProvisioning) { Roles = [Role.Agent, Role.Carrier, Role.System], Offer = Offer };

    /// <summary>Gets whether provisioning failed; false by default.</summary>
    public bool Failed { get; init; }

    /// <summary>
    /// Gets the number of the attempt that failed (<see cref="ProvisionService.Attempt"/>), so that a repeated failure does not count
    /// against the next attempt; null, the default, for the latest. A confirmation counts for any attempt.
    /// </summary>
    public int? Attempt { get; init; }

    internal override void Decide(ref DecisionBuilder decision)
    {
        if (decision.HasRefusals)
            return;
        var purchases = decision.State.Renewal.Purchases;
        if (purchases.Find(Provisioning) is { } purchase)
        {
            if (!Failed)
                PurchasePipeline.Confirm(ref decision, purchase);
            else if (Attempt is null || Attempt == purchase.Attempt)
                PurchasePipeline.Fail(ref decision, purchase);
        }
        else if (purchases.FindEnded(Provisioning) is { } ended ? ended.IsApplied == Failed : Failed)
        {
            decision.Raise(Conflict());
        }
    }

    private static void Offer(ref CommandOffer offer)
    {
        foreach (var purchase in offer.State.Renewal.Purchases.Reserved)
            offer.AddFact(purchase.Key, purchase.Price, new ReportProvisioning(purchase.Key) { Attempt = purchase.Attempt });
    }

    internal override FactConflicted Conflict() => base.Conflict() with { Reference = Provisioning };

    internal override Facts ListFacts() => new(("provisioning", Provisioning), ("isFailed", Failed));

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Provisioning);
        visitor.Add(Failed);
        visitor.AddOptional(Attempt);
        visitor.AddOptional(OccurredAt);
    }
}
