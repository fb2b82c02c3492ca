namespace EsimLifecycle;

/// <summary>
/// What most subscriptions never have, kept beside what every decision copies: only a draft in which something of it changes has a copy of its own.
/// </summary>
internal sealed record Incidents
{
    public static readonly Incidents None = new();

    public ValueList<Dispute> Disputes { get; set; }

    public Suspension? Suspension { get; set; }

    public ValueList<RefundLeg> Refunds { get; set; }

    public ValueList<ReceivedTransfer> Transfers { get; set; }

    public ValueList<Payout> Payouts { get; set; }

    public ValueList<LateCharge> LateCharges { get; set; }

    public CardReturn? CardReturn { get; set; }

    public ValueList<ServiceGap> ServiceGaps { get; set; }

    public Closure? Closure { get; set; }
}
