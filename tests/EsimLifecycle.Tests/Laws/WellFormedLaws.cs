using System.Text;

namespace EsimLifecycle.Tests;

/// <summary>What holds for every command, whichever of its properties is left out or out of range.</summary>
public class WellFormedLaws
{
    private const string Code = "text-1";

    // What a policy offers bears the code that every sample has, so that samples are taken as often as may be.
    private static readonly CarrierPolicy Policy = Scenario.With().Policy with
    {
        Plans =
        [
            new() { Code = "monthly", Price = Money.Parse("USD 31.00"), Length = Period.FromMonths(1) },
            new() { Code = Code, Price = Money.Parse("USD 62.00"), Length = Period.FromMonths(2) },
        ],
        Packs = [new() { Code = Code, Kind = PackKind.Data, Price = Money.Parse("USD 1.00"), Length = Period.FromDays(7), DataBytes = 1000 }],
        Promotions = [new() { Code = Code, Percent = 10 }],
        Cancellation = new()
        {
            Timings = [CancellationTiming.Immediate, CancellationTiming.EndOfTerm, CancellationTiming.OnDate],
            Documents = [DocumentKind.ProofOfIdentity],
            Review = true,
        },
    };

    private static readonly Lazy<List<Scenario>> States = new(() =>
    [
        Begun(), Begun().Opened(), Live(), Live().Until("2026-03-02"), Live().When(new Suspend()), Leaving(), Leaving().Submitted(DocumentKind.ProofOfIdentity),
        Leaving().Submitted(DocumentKind.ProofOfIdentity).When(new ApproveCancellation(), Scenario.Reviewer),
        Live().When(new Terminate(TerminationReason.Revoked), Caller.Carrier), Live().When(new Terminate(TerminationReason.Fraud), Caller.Carrier),
    ]);

    public static TheoryData<Type> Commands => [.. JsonSamples.Concrete.Where(type => type.IsSubclassOf(typeof(LifecycleCommand)))];

    // 15
    [Theory]
    [MemberData(nameof(Commands))]
    public void What_is_decided_is_written_and_read_back_equal(Type type)
    {
        foreach (var (path, _, changed) in Changes(type))
        {
            var command = (LifecycleCommand)changed;
            var malformed = command.VisitAll().Malformed.ToArray();
            foreach (var property in malformed)
                property.Path.Should().Be(path, "{0}", command);
            if (malformed.Length == 0)
                LifecycleJson.ReadCommand(LifecycleJson.Write(command)).Should().Be(command);
            foreach (var state in States.Value)
            {
                var decision = Decide(state, command);
                (decision.Refusals is [{ Code: RefusalCode.CommandMalformed }, ..]).Should().Be(malformed.Length > 0, "{0}", command);
                foreach (var @event in decision.Events)
                    LifecycleJson.ReadEvent(LifecycleJson.Write(@event)).Should().Be(@event);
                if (decision.Events.Count > 0)
                    LifecycleJson.ReadSubscription(LifecycleJson.Write(decision.Subscription)).Should().Be(decision.Subscription);
            }
        }
    }

    // 15
    [Theory]
    [MemberData(nameof(Commands))]
    public void What_may_be_left_out_in_JSON_may_be_left_out(Type type)
    {
        var (sample, info) = (Sample(type), JsonSamples.InfoOf(type));
        foreach (var property in info.Properties)
        {
            var isNeeded = JsonShapeFaults.IsRequired(property);
            var changes = PropertyChange.Of(sample).Where(change => change.Path == property.Name && IsDefault(change.Value, JsonShapeFaults.TypeOf(property))).ToList();
            foreach (var change in changes.Where(_ => !isNeeded))
                ((LifecycleCommand)change.Changed).VisitAll().Malformed.ToArray().Should().BeEmpty("{0} may be left out", property.Name);
        }
    }

    // 21
    [Theory]
    [MemberData(nameof(Commands))]
    public void A_fingerprint_covers_every_property(Type type)
    {
        var sample = Sample(type);
        foreach (var (path, value, changed) in PropertyChange.Of(sample))
        {
            var visited = ((LifecycleCommand)changed).VisitAll();
            if (!changed.Equals(sample) && visited.Malformed.Length == 0)
                visited.Digest.Should().NotBe(sample.VisitAll().Digest, "{0} is now {1}", path, value);
        }
    }

    [Fact]
    public void To_visit_what_is_well_formed_costs_no_memory()
    {
        var samples = Commands.Select(row => Sample(row.Data)).ToArray();
        _ = samples.Sum(sample => sample.VisitAll().Digest & 1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach (var sample in samples)
            _ = sample.VisitAll();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static Scenario Begun() => Scenario.With(_ => Policy);

    private static Scenario Live() => Begun().Activated().Bound(Scenario.Phone, Scenario.Watch);

    private static Scenario Leaving() => Live().Requested();

    private static IEnumerable<PropertyChange> Changes(Type type) => PropertyChange.Of(Sample(type));

    private static LifecycleCommand Sample(Type type)
    {
        var json = JsonSamples.Whole(type);
        foreach (var name in new[] { "plan", "pack", "promotion" }.Where(json.ContainsKey))
            json[name] = Code;
        return (LifecycleCommand)JsonSamples.Read(type, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static Decision Decide(Scenario state, LifecycleCommand command)
    {
        var by = new Caller(command.Kind is CommandKind.Suspend or CommandKind.Resume ? Role.Carrier : LifecycleCommand.DefinitionOf(command.Kind).Roles[0], CallerChannel.App, IdentityAssurance.High, new PersonalReference("somebody"));
        return state.Lifecycle.Decide(state.State, command, new CommandContext(state.Now, by, new CommandId("new")));
    }

    private static bool IsDefault(object? value, Type type) => Equals(value, type.IsValueType ? Activator.CreateInstance(type) : null);
}
