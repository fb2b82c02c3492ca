namespace EsimLifecycle.Interop;

/// <summary>Maps the points of an ES2+ download to the profile states that they report once they have been executed.</summary>
/// <remarks>
/// <para>SGP.22 defines four points: 1 eligibility and retry limit, 2 confirmation failure, 3 package download, 4 package installation.
/// Points from 100 on, and in practice from 5 on, are the vendor's own. A point that is not in the map is information if it is one of the
/// four, and an unknown status otherwise.</para>
/// <para>Thread-safe: instances are immutable.</para>
/// </remarks>
public sealed record Es2PlusPoints
{
    private Es2PlusPoints()
    {
    }

    /// <summary>Gets the map in which no point reports a state; by the letter of the standard, points are information only.</summary>
    public static Es2PlusPoints InformationOnly { get; } = new();

    /// <summary>Gets the map of SGP.22: 3 is downloaded, 4 is installed.</summary>
    public static Es2PlusPoints Standard { get; } = InformationOnly.With(3, ProfileState.Downloaded).With(4, ProfileState.Installed);

    /// <summary>
    /// Gets the map of China Mobile International: besides the standard's points, 5 is deleted, 101 installed (as documented), 102
    /// disabled.
    /// </summary>
    public static Es2PlusPoints Cmi { get; } =
        Standard.With(5, ProfileState.Deleted).With(101, ProfileState.Installed).With(102, ProfileState.Disabled);

    /// <summary>Gets the map of Telna: besides the standard's points, 6 is enabled, 7 disabled, 8 deleted.</summary>
    public static Es2PlusPoints Telna { get; } =
        Standard.With(6, ProfileState.Enabled).With(7, ProfileState.Disabled).With(8, ProfileState.Deleted);

    /// <summary>Gets the map of Monogoto: that of <see cref="Telna"/>, and 5 says again that it is installed.</summary>
    public static Es2PlusPoints Monogoto { get; } = Telna.With(5, ProfileState.Installed);

    /// <summary>Gets the points that report a state, in ascending order.</summary>
    public ValueList<Es2PlusPoint> Points { get; private init; }

    /// <summary>Gets the state that a point reports; <see cref="ProfileState.Unknown"/> if it reports none.</summary>
    public ProfileState this[long point]
    {
        get
        {
            foreach (var each in Points)
            {
                if (each.Number == point)
                    return each.State;
            }

            return ProfileState.Unknown;
        }
    }

    /// <summary>Returns a copy of this map with a different state for one point.</summary>
    /// <param name="point">The number of the point; at least 0.</param>
    /// <param name="state">The state it reports; <see cref="ProfileState.Unknown"/> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="point"/> is negative.</exception>
    public Es2PlusPoints With(int point, ProfileState state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(point);
        var points = new List<Es2PlusPoint>();
        foreach (var each in Points)
        {
            if (each.Number != point)
                points.Add(each);
        }

        if (state != ProfileState.Unknown)
            points.Add(new Es2PlusPoint(point, state));
        points.Sort((one, other) => one.Number.CompareTo(other.Number));
        return new Es2PlusPoints { Points = ValueList.Create(points) };
    }
}

/// <summary>A point of an ES2+ download and the profile state that it reports.</summary>
/// <param name="Number">The number of the point.</param>
/// <param name="State">The state.</param>
public sealed record Es2PlusPoint(int Number, ProfileState State);
