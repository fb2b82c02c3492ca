namespace EsimLifecycle;

/// <summary>What has become possible by a command or a deadline, and moves a subscription on its own.</summary>
public enum FollowUpKind
{
    /// <summary>A payment bought the next period.</summary>
    RenewalPaid,

    /// <summary>A top-up, or a pack, bought time.</summary>
    TimeBought,

    /// <summary>What was bought could not be put in effect, and was undone.</summary>
    PurchaseUndone,

    /// <summary>Every document asked for has been submitted.</summary>
    DocumentsComplete,

    /// <summary>The cancellation was approved, by a reviewer or by the policy when the review or the whole of it was overdue.</summary>
    Approved,

    /// <summary>Devices unbound, dues paid, both ends reached: nothing is left to wait for.</summary>
    Cleared,
}
