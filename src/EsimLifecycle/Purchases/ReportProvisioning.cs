namespace EsimLifecycle;

/// <summary>The carrier's system reports whether what was bought is in effect.</summary>
/// <remarks>
/// A fact: it is never refused. Confirmed, the purchase is applied as it was shown. Failed, it is tried again as often as the policy says, then released:
/// the money goes back. What was told before changes nothing; what contradicts it (a confirmation of what was released, a failure of what was applied) and a
/// failure of what is not known are recorded as conflicts.
/// </remarks>
/// <param name="Provisioning">What was to be put in effect (<see cref="ProvisionService.Provisioning"/>).</param>
public sealed record ReportProvisioning(Reference Provisioning) : LifecycleFact(Definition)
{
    internal static readonly CommandDefinition Definition = new(CommandKind.ReportProvisioning) { Roles = [Role.Agent, Role.Carrier, Role.System] };

    /// <summary>Gets whether it could not be put in effect.</summary>
    public bool Failed { get; init; }

    /// <summary>
    /// Gets which try failed (<see cref="ProvisionService.Attempt"/>), so that a failure told twice does not count against the next one; null, the default, for
    /// the latest. A confirmation counts whichever try it is of.
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
            decision.Raise(new FactConflicted { Fact = Kind, Reference = Provisioning });
        }
    }

    internal override void Visit(ref PropertyVisitor visitor)
    {
        visitor.Add(Provisioning);
        visitor.Add(Failed);
        visitor.AddOptional(Attempt);
        visitor.AddOptional(OccurredAt);
    }
}
