namespace EsimLifecycle;

/// <summary>What has become possible by a command or a deadline, and moves a subscription on its own.</summary>
public enum FollowUpKind
{
    /// <summary>Time was bought: at once, or because what was reserved is confirmed.</summary>
    PurchaseApplied,

    /// <summary>What was reserved is not bought after all.</summary>
    PurchaseReleased,

    /// <summary>Every document asked for has been submitted.</summary>
    DocumentsComplete,

    /// <summary>The cancellation was approved, by a reviewer or by the policy when the review or the whole of it was overdue.</summary>
    Approved,

    /// <summary>Devices unbound, dues paid, both ends reached: nothing is left to wait for.</summary>
    Cleared,
}
