namespace EsimLifecycle;

/// <summary>A part of a policy told in sentences.</summary>
/// <param name="Title">The part's title.</param>
/// <param name="Sentences">The sentences: of what the policy decides, and of what matters anyway.</param>
public sealed record PolicySection(string Title, ValueList<PolicySentence> Sentences);

/// <summary>A sentence about a policy.</summary>
/// <param name="Path">The place in the policy that it tells, as a JSON path: <c>$.renewal.graceDays</c>.</param>
/// <param name="Text">The sentence.</param>
public sealed record PolicySentence(string Path, string Text);

/// <summary>A change from one policy to another, in words.</summary>
/// <param name="Path">The place that changes, as a JSON path; of a plan, pack or exception, where it is in the policy that has it.</param>
/// <param name="Before">What is so before the change; null if there was nothing of the kind, such as a new plan.</param>
/// <param name="After">What is so after it; null if there is nothing of the kind any more.</param>
/// <param name="Note">Whom the change does not reach, such as those who agreed to the plan before; null if it reaches everybody.</param>
public sealed record PolicyChange(string Path, string? Before = null, string? After = null, string? Note = null);
