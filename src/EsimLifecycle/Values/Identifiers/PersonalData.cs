namespace EsimLifecycle;

/// <summary>What leads to a person: references to records that the host keeps about them, their numbers, profiles and devices.</summary>
/// <remarks>Each value once. Immutable and thread-safe.</remarks>
public sealed record PersonalData
{
    /// <summary>Gets the references to people, contacts, documents, notes and accounts.</summary>
    public ValueList<PersonalReference> References { get; init; }

    /// <summary>Gets the telephone numbers.</summary>
    public ValueList<Msisdn> Numbers { get; init; }

    /// <summary>Gets the profiles.</summary>
    public ValueList<Iccid> Profiles { get; init; }

    /// <summary>Gets the devices.</summary>
    public ValueList<Eid> Devices { get; init; }

    /// <summary>Gets whether there is nothing.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => References.Count + Numbers.Count + Profiles.Count + Devices.Count == 0;
}

/// <summary>Takes what leads to a person out of where it stands, and notes what it was.</summary>
internal sealed class PersonalDataTaker
{
    private readonly List<PersonalReference> _references = [];
    private readonly List<Msisdn> _numbers = [];
    private readonly List<Iccid> _profiles = [];
    private readonly List<Eid> _devices = [];

    public PersonalReference Take(PersonalReference reference)
    {
        Note(reference, _references);
        return default;
    }

    public Msisdn? Take(Msisdn? number) => Take(number, _numbers);

    public Iccid? Take(Iccid? profile) => Take(profile, _profiles);

    public Eid? Take(Eid? device) => Take(device, _devices);

    public PersonalData ToData() => new()
    {
        References = ValueList.Create(_references),
        Numbers = ValueList.Create(_numbers),
        Profiles = ValueList.Create(_profiles),
        Devices = ValueList.Create(_devices),
    };

    private static T? Take<T>(T? value, List<T> taken) where T : struct
    {
        Note(value.GetValueOrDefault(), taken);
        return null;
    }

    private static void Note<T>(T value, List<T> taken) where T : struct
    {
        if (!value.Equals(default(T)) && !taken.Contains(value))
            taken.Add(value);
    }
}
