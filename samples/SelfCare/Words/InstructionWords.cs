using System.Text.Json;

namespace SelfCare;

/// <summary>What the host must do, in words.</summary>
internal static class InstructionWords
{
    public static string Of(Instruction instruction) => instruction switch
    {
        SendMessage message => $"tell the customer: {Phrases.Name(message.Template)}",
        DeleteProfile profile => $"delete the profile on {profile.Device}",
        PayRefund { Payment.IsNone: true } refund => $"pay back {refund.Amount}",
        PayRefund refund => $"pay back {refund.Amount} of payment {refund.Payment}",
        CancelMessages => "take back the messages that still wait to be sent",
        _ => FieldWords.Of(JsonSerializer.SerializeToUtf8Bytes(instruction, LifecycleJson.Options.GetTypeInfo(typeof(Instruction))), "key"),
    };
}
