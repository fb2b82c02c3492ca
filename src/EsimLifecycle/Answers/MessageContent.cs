namespace EsimLifecycle;

/// <summary>What a message to the customer says.</summary>
/// <param name="Subject">The subject, for an e-mail or a push notification: a short sentence without a full stop.</param>
/// <param name="Text">The text: whole sentences, without greeting and signature.</param>
public readonly record struct MessageContent(string Subject, string Text);
