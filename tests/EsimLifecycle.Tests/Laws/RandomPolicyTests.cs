using System.Collections;
using System.Reflection;

namespace EsimLifecycle.Tests;

/// <summary>That the random policies are worth something: without faults, and with every knob turned.</summary>
public class RandomPolicyTests
{
    private static readonly CarrierPolicy[] Policies = [.. Enumerable.Range(1, 600).Select(RandomPolicies.Make)];

    [Fact]
    public void Random_policies_have_no_errors()
    {
        foreach (var policy in Policies)
            policy.Validate().Where(fault => fault.Severity == PolicySeverity.Error).Should().BeEmpty();
    }

    [Fact]
    public void The_same_number_makes_the_same_policy_and_another_another()
    {
        RandomPolicies.Make(1).Should().Be(Policies[0]);
        Policies.Distinct().Should().HaveCountGreaterThan(Policies.Length - 5);
    }

    [Fact]
    public void Every_knob_takes_every_value_there_is_a_name_for_and_two_values_at_least()
    {
        var seen = new Dictionary<PropertyInfo, HashSet<object>>();
        foreach (var policy in Policies)
            Look(policy, seen);

        foreach (var (knob, values) in seen)
        {
            var type = Nullable.GetUnderlyingType(knob.PropertyType) ?? knob.PropertyType;
            var possible = type.IsEnum ? Enum.GetValues(type).Length : 2;
            values.Should().HaveCountGreaterThanOrEqualTo(
                possible - Impossible(knob), "{0}.{1} is a knob that {2} has to turn", knob.DeclaringType!.Name, knob.Name, nameof(RandomPolicies));
        }

        seen.Keys.Select(knob => knob.DeclaringType).Should().Contain([typeof(CarrierPolicy), typeof(BusinessCalendar), typeof(ValidityStep), typeof(WorthByReason)]);
    }

    /// <summary>How many of a knob's values are a fault in every policy.</summary>
    private static int Impossible(PropertyInfo knob) => (knob.DeclaringType!.Name, knob.Name) switch
    {
        // For figures on paper only: a refund never exceeds what was paid.
        (nameof(ProrationConvention), nameof(ProrationConvention.Unclamped)) => 1,

        // What is assumed, and what closing does by force, proves nothing that could be asked for.
        (nameof(DevicePolicy), nameof(DevicePolicy.Proof)) => 2,
        _ => 0,
    };

    /// <summary>Notes the value of every property of a policy's part, and of the parts within.</summary>
    private static void Look(object part, Dictionary<PropertyInfo, HashSet<object>> seen)
    {
        foreach (var knob in part.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = knob.GetValue(part);
            if (!seen.TryGetValue(knob, out var values))
                seen.Add(knob, values = []);
            values.Add(value ?? "null");
            if (value is IEnumerable list and not string)
            {
                foreach (var item in list)
                    LookInto(item);
            }
            else
            {
                LookInto(value);
            }
        }

        void LookInto(object? value)
        {
            if (value is { } && value.GetType() is { IsClass: true } type && type.Assembly == typeof(CarrierPolicy).Assembly)
                Look(value, seen);
        }
    }
}
