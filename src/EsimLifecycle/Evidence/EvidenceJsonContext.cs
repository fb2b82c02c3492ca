using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace EsimLifecycle;

/// <summary>The source-generated JSON of certificates and of what verifying gives.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClosureCertificateAnswer))]
[JsonSerializable(typeof(ClosureCertificateVerdict))]
[JsonSerializable(typeof(ValueList<SealedRecord>))]
[JsonSerializable(typeof(HistorySalt))]
internal sealed partial class EvidenceJsonContext : JsonSerializerContext
{
    /// <summary>Adds these types to options that know those of which they are made.</summary>
    public static JsonSerializerOptions AddTo(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Add(((IJsonTypeInfoResolver)Default).WithAddedModifier(LifecycleJson.LeaveOutWhatIsNone));
        options.Converters.Add(new ValueListJsonConverter<CertifiedDevice>());
        options.Converters.Add(new ValueListJsonConverter<CertifiedRefund>());
        options.Converters.Add(new ValueListJsonConverter<CertifiedLateCharge>());
        options.Converters.Add(new ValueListJsonConverter<SealedRecord>());
        return options;
    }
}
