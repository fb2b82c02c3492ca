using System.Text;
using System.Text.Json.Nodes;

namespace EsimLifecycle.Tests;

public class PolicyPresetTests
{
    public static TheoryData<string> Names => [.. CarrierPolicy.PresetNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_no_fault_and_no_warning(string name) => CarrierPolicy.Preset(name).Validate().Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_says_that_it_is_an_example(string name) => CarrierPolicy.Preset(name).Identity.Name.Should().Be($"{name} (example)");

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_read_again_as_it_was_written(string name)
    {
        var policy = CarrierPolicy.Preset(name);

        CarrierPolicy.FromJson(LifecycleJson.Write(policy)).Should().Be(policy);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_slip_in_any_property_is_found_at_its_path(string name)
    {
        var json = JsonNode.Parse(LifecycleJson.Write(CarrierPolicy.Preset(name)))!.AsObject();
        foreach (var section in json.ToList())
        {
            json.Remove(section.Key);
            json.Add(section.Key + "x", section.Value);

            CarrierPolicy.FindFaults(Encoding.UTF8.GetBytes(json.ToJsonString())).Should().Contain(fault =>
                fault.Path == $"$.{section.Key}x" && fault.Value == $"the unknown property '{section.Key}x'" && fault.Expected.EndsWith($" Did you mean '{section.Key}'?"));

            json.Remove(section.Key + "x");
            json.Add(section.Key, section.Value);
        }
    }

    [Fact]
    public void A_name_that_is_none_is_told_with_those_there_are() =>
        FluentActions.Invoking(() => CarrierPolicy.Preset("smart")).Should().Throw<ArgumentException>()
            .WithMessage($"There is no preset 'smart'; expected one of {string.Join(", ", CarrierPolicy.PresetNames)}.*");

    [Fact]
    public void Every_embedded_preset_and_language_is_named() =>
        typeof(CarrierPolicy).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal))
            .Should().BeEquivalentTo(["policy.schema.json", .. CarrierPolicy.PresetNames.Select(name => name + ".json"), .. MessageCatalog.Default.Languages.Select(language => $"messages.{language}.json")]);
}
