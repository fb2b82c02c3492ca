namespace EsimLifecycle;

/// <summary>A change that a command or a deadline has made possible, and that moves a subscription without another command.</summary>
public enum FollowUpKind
{
    /// <summary>A purchase has extended the paid time: immediately, or because a reserved purchase was confirmed.</summary>
    PurchaseApplied,

    /// <summary>A reserved purchase was released instead of being bought.</summary>
    PurchaseReleased,

    /// <summary>What was owed is paid, for which the subscription was suspended.</summary>
    DuesPaid,

    /// <summary>Every requested document has been submitted.</summary>
    DocumentsComplete,

    /// <summary>The cancellation was approved, by a reviewer, or by the policy when the review or the whole process was overdue.</summary>
    Approved,

    /// <summary>Nothing is left to wait for: the devices are unbound, the dues are paid, and both ends are reached.</summary>
    Cleared,
}
