namespace EsimLifecycle.Interop;

/// <summary>Which state of a profile the points of an ES2+ download report, when what they stand for was executed.</summary>
/// <remarks>
/// <para>SGP.22 has four: 1 eligibility and retry limit, 2 confirmation failure, 3 package download, 4 package installation. From 100 on, and in
/// fact from 5 on, they are the vendor's own. A point that is not in the map is information if it is one of the four, and an unknown status
/// otherwise.</para>
/// <para>Thread-safe: it never changes.</para>
/// </remarks>
public sealed record Es2PlusPoints
{
    private Es2PlusPoints()
    {
    }

    /// <summary>No point reports a state: the letter of the standard, by which they are information only.</summary>
    public static Es2PlusPoints InformationOnly { get; } = new();

    /// <summary>SGP.22: 3 is downloaded, 4 is installed.</summary>
    public static Es2PlusPoints Standard { get; } = InformationOnly.With(3, ProfileState.Downloaded).With(4, ProfileState.Installed);

    /// <summary>China Mobile International: besides the standard's, 5 is deleted, 101 installed (so it is documented), 102 disabled.</summary>
    public static Es2PlusPoints Cmi { get; } =
        Standard.With(5, ProfileState.Deleted).With(101, ProfileState.Installed).With(102, ProfileState.Disabled);

    /// <summary>The points that report a state, in their order.</summary>
    public ValueList<Es2PlusPoint> Points { get; private init; }

    /// <summary>The state that a point reports; <see cref="ProfileState.Unknown"/> where it reports none.</summary>
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

    /// <summary>The same map, but for one point.</summary>
    /// <param name="point">The point, from 0 on.</param>
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

/// <summary>A point of an ES2+ download, and the state it reports.</summary>
/// <param name="Number">The point's number.</param>
/// <param name="State">The state.</param>
public sealed record Es2PlusPoint(int Number, ProfileState State);
