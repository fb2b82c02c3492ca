using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetSimulation;

/// <summary>
/// What customers do and how well things go: how often in a year (<c>…AYear</c>), else as a share of the times that it could happen. The figures are illustrations; <c>--habits</c>
/// reads others.
/// </summary>
internal sealed record Habits
{
    private const double MostAYear = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        NumberHandling = JsonNumberHandling.Strict,
    };

    // Beginning
    public double OpensInTheFirstMonth { get; init; } = 0.2;
    public double PaysAndActivates { get; init; } = 0.97;
    public double BindsASecondDevice { get; init; } = 0.25;
    public double IsUsed { get; init; } = 0.9;

    // Paying
    public double RenewsAutomatically { get; init; } = 0.7;
    public double RenewsByHand { get; init; } = 0.93;
    public double RenewsInGrace { get; init; } = 0.4;
    public double PaymentFails { get; init; } = 0.06;
    public double PaymentIsDisputed { get; init; } = 0.004;
    public double DisputeIsWon { get; init; } = 0.4;

    // In the course of a year
    public double CancellationsAYear { get; init; } = 0.35;
    public double DeviceChangesAYear { get; init; } = 0.4;
    public double DeviceLossesAYear { get; init; } = 0.05;
    public double PlanChangesAYear { get; init; } = 0.2;
    public double PacksAYear { get; init; } = 0.5;
    public double PausesAYear { get; init; } = 0.1;
    public double TopUpsAYear { get; init; } = 0.2;
    public double PromotionsAYear { get; init; } = 0.3;
    public double CreditsAYear { get; init; } = 0.05;
    public double TerminationsAYear { get; init; } = 0.01;

    // Leaving
    public static readonly (CancellationReason Reason, double Weight)[] Reasons =
    [
        (CancellationReason.NoLongerNeeded, 35), (CancellationReason.SwitchingCarrier, 20), (CancellationReason.TidyingUp, 10), (CancellationReason.DeviceReplaced, 8),
        (CancellationReason.TechnicalProblem, 8), (CancellationReason.DeviceLost, 5), (CancellationReason.Privacy, 4), (CancellationReason.DeviceDamaged, 3),
        (CancellationReason.PolicyChanged, 2), (CancellationReason.TermsChanged, 1), (CancellationReason.Other, 4),
    ];

    public double ChangesTheirMind { get; init; } = 0.1;
    public double SendsDocuments { get; init; } = 0.9;
    public double UnbindsDevices { get; init; } = 0.9;
    public double PaysDues { get; init; } = 0.7;
    public double TriesAgain { get; init; } = 0.5;

    // The carrier
    public double ReviewRejects { get; init; } = 0.05;
    public double ReviewAsksForMore { get; init; } = 0.08;
    public double ReviewIsForgotten { get; init; } = 0.03;
    public double RefundFails { get; init; } = 0.03;
    public double RefundIsLate { get; init; } = 0.05;
    public double ProvisioningFails { get; init; } = 0.01;

    /// <summary>Reads habits from JSON: what is left out is as here.</summary>
    /// <exception cref="BadInputException">It is no such JSON, or a value is out of its range; every one that is, is named.</exception>
    public static Habits Read(byte[] utf8, string name)
    {
        Habits habits;
        try
        {
            habits = JsonSerializer.Deserialize<Habits>(utf8, Json) ?? throw new BadInputException($"{name}: found null; expected an object.");
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{name}: {e.Message}");
        }

        var faults = typeof(Habits).GetProperties()
            .Select(habit => (Name: JsonNamingPolicy.CamelCase.ConvertName(habit.Name), Value: (double)habit.GetValue(habits)!))
            .Select(habit => (habit.Name, habit.Value, Most: habit.Name.EndsWith("AYear", StringComparison.Ordinal) ? MostAYear : 1))
            .Where(habit => !(habit.Value >= 0 && habit.Value <= habit.Most))
            .Select(habit => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}: $.{habit.Name} is {habit.Value}; expected from 0 to {habit.Most}"))
            .ToList();
        return faults.Count == 0 ? habits : throw new BadInputException(string.Join(Environment.NewLine, faults));
    }
}
