using System.Text.Json.Serialization;

namespace EsimLifecycle;

// The instructions there are in JSON, each named by its class.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "instruct")]
[JsonDerivedType(typeof(SendMessage), nameof(SendMessage))]
[JsonDerivedType(typeof(ChargePayment), nameof(ChargePayment))]
[JsonDerivedType(typeof(ProvisionService), nameof(ProvisionService))]
[JsonDerivedType(typeof(DeleteProfile), nameof(DeleteProfile))]
[JsonDerivedType(typeof(PayRefund), nameof(PayRefund))]
[JsonDerivedType(typeof(TransferBalance), nameof(TransferBalance))]
[JsonDerivedType(typeof(MoveDues), nameof(MoveDues))]
[JsonDerivedType(typeof(PortOutNumber), nameof(PortOutNumber))]
[JsonDerivedType(typeof(ReleaseNumber), nameof(ReleaseNumber))]
[JsonDerivedType(typeof(TakeNumber), nameof(TakeNumber))]
[JsonDerivedType(typeof(ErasePersonalData), nameof(ErasePersonalData))]
[JsonDerivedType(typeof(CancelMessages), nameof(CancelMessages))]
[JsonDerivedType(typeof(StartService), nameof(StartService))]
[JsonDerivedType(typeof(LimitService), nameof(LimitService))]
[JsonDerivedType(typeof(BarService), nameof(BarService))]
[JsonDerivedType(typeof(StopService), nameof(StopService))]
[JsonDerivedType(typeof(DisableProfile), nameof(DisableProfile))]
public abstract partial record Instruction;
