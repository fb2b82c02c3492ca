using System.Text.Json.Serialization;

namespace EsimLifecycle;

/// <summary>The reason for which a cancellation is rejected.</summary>
[JsonConverter(typeof(EnumJsonConverter<RejectionReason>))]
public enum RejectionReason
{
    /// <summary>Another reason, explained in the note. The default value.</summary>
    Other = 0,

    /// <summary>It is not proven that the request comes from the customer.</summary>
    IdentityNotProven,

    /// <summary>The documents do not prove what they should.</summary>
    DocumentsInsufficient,

    /// <summary>The number does not belong to the customer.</summary>
    NotTheOwner,

    /// <summary>The review was not completed in time, and the policy rejects the request in that case.</summary>
    ReviewOverdue,
}
