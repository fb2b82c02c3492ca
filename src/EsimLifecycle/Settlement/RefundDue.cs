namespace EsimLifecycle;

/// <summary>A refund that the host still has to pay; how much is what <see cref="Account.RefundPayable"/> holds.</summary>
/// <param name="DueBy">By when it is to be paid.</param>
/// <param name="IsOverdue">Whether that has passed.</param>
public sealed record RefundDue(Instant DueBy, bool IsOverdue = false);
