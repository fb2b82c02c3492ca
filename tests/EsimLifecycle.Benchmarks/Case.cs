namespace EsimLifecycle.Benchmarks;

/// <summary>Commands to measure, from a state to start in, given to the library, to the class written by hand and to one with Stateless.</summary>
public sealed class Case
{
    /// <summary>More ids than are remembered, so that each comes as new to the class that keeps its memory from one run to the next: it counts its own runs.</summary>
    public const int Ids = 128;

    private readonly Lifecycle _lifecycle;
    private readonly Subscription _start;
    private readonly LifecycleCommand[] _commands;
    private readonly CommandContext[][] _contexts;
    private readonly HandWrittenSubscription _handWritten;
    private readonly StatelessSubscription _stateless;
    private int _runs;
    private int _runsByHand;

    /// <param name="name">What the table calls it.</param>
    /// <param name="life">The policy and the state to start in.</param>
    /// <param name="steps">The commands, each from the state that the one before led to. A step given twice is a redelivery.</param>
    public Case(string name, Life life, params Step[] steps)
    {
        Name = name;
        _lifecycle = life.Lifecycle;
        _start = life.State;
        _commands = [.. steps.Select(step => step.Command)];
        _contexts = new CommandContext[Ids][];
        for (var id = 0; id < Ids; id++)
        {
            _contexts[id] =
            [
                .. steps.Select(step => new CommandContext(
                    life.Now, step.By, new CommandId($"5f0c6a52-{Array.IndexOf(steps, step):D4}-4d1e-9a77-{id:D12}"))),
            ];
        }

        _handWritten = new HandWrittenSubscription(life.Lifecycle.Policy, _start);
        _stateless = new StatelessSubscription(life.Lifecycle.Policy, _start);
        CheckSameness();
    }

    public string Name { get; }

    internal IReadOnlyList<Goal> Goals { get; init; } = [];

    /// <summary>How many commands a run gives.</summary>
    public int Commands => _commands.Length;

    public Subscription Library()
    {
        var contexts = NextContexts(ref _runs);
        var state = _start;
        for (var i = 0; i < _commands.Length; i++)
            state = _lifecycle.Decide(state, _commands[i], contexts[i]).Subscription;
        return state;
    }

    public Outcome HandWritten()
    {
        var contexts = NextContexts(ref _runsByHand);
        _handWritten.Load(_start);
        var outcome = Outcome.Accepted;
        for (var i = 0; i < _commands.Length; i++)
            outcome = _handWritten.Handle(_commands[i], contexts[i]);
        return outcome;
    }

    /// <summary>What of <see cref="HandWritten"/> is not work, but only makes it repeatable.</summary>
    public int PutBack()
    {
        var contexts = NextContexts(ref _runs);
        _handWritten.Load(_start);
        return contexts.Length;
    }

    /// <summary>With a machine that is kept in memory from one command to the next.</summary>
    public Outcome Machine()
    {
        var contexts = NextContexts(ref _runs);
        _stateless.Load(_start);
        var outcome = Outcome.Accepted;
        for (var i = 0; i < _commands.Length; i++)
            outcome = _stateless.Handle(_commands[i], contexts[i].Now);
        return outcome;
    }

    /// <summary>With a machine that each command makes.</summary>
    public Outcome MachinePerCommand()
    {
        var contexts = NextContexts(ref _runs);
        _stateless.Load(_start);
        var outcome = Outcome.Accepted;
        for (var i = 0; i < _commands.Length; i++)
        {
            _stateless.MakeMachine();
            outcome = _stateless.Handle(_commands[i], contexts[i].Now);
        }

        return outcome;
    }

    /// <summary>What of <see cref="Machine"/> is not work, but only makes it repeatable.</summary>
    public int PutMachineBack()
    {
        var contexts = NextContexts(ref _runs);
        _stateless.Load(_start);
        return contexts.Length;
    }

    /// <summary>The bytes without which none of its decisions can be given back, for a command.</summary>
    public double LimitOfBytes()
    {
        var (state, bytes) = (_start, 0L);
        for (var i = 0; i < _commands.Length; i++)
        {
            var (from, command, context) = (state, _commands[i], _contexts[0][i]);
            bytes += NewObjects.Bytes(() => _lifecycle.Decide(from, command, context), _lifecycle, from, command, context);
            state = _lifecycle.Decide(from, command, context).Subscription;
        }

        return bytes / (double)_commands.Length;
    }

    public override string ToString() => Name;

    private CommandContext[] NextContexts(ref int runs) => _contexts[runs++ % Ids];

    /// <summary>A comparison is worth something only between two that do the same.</summary>
    private void CheckSameness()
    {
        var contexts = NextContexts(ref _runsByHand);
        var state = _start;
        _handWritten.Load(_start);
        _stateless.Load(_start);
        for (var i = 0; i < _commands.Length; i++)
        {
            var decision = _lifecycle.Decide(state, _commands[i], contexts[i]);
            var outcome = _handWritten.Handle(_commands[i], contexts[i]);
            state = decision.Subscription;
            if (outcome != decision.Outcome
                || !decision.Events.Select(WithoutDigest).SequenceEqual(_handWritten.Changes.Select(WithoutDigest))
                || !decision.Refusals.SequenceEqual(_handWritten.Refusals))
            {
                throw new InvalidOperationException(
                    $"'{Name}', {_commands[i].Kind}: the library says {Tell(decision.Outcome, decision.Events, decision.Refusals)},"
                    + $" the class written by hand {Tell(outcome, _handWritten.Changes, _handWritten.Refusals)}.");
            }

            var fired = _stateless.Handle(_commands[i], contexts[i].Now);
            if (fired != decision.Outcome || !_stateless.StandsAs(state))
            {
                throw new InvalidOperationException(
                    $"'{Name}', {_commands[i].Kind}: the library says {decision.Outcome} and stands as {state}, the class with Stateless says {fired}"
                    + $" and stands elsewhere, or as {_stateless}.");
            }
        }
    }

    private static LifecycleEvent WithoutDigest(LifecycleEvent @event) =>
        @event with { Cause = @event.Cause is { } cause ? cause with { Digest = default } : null };

    private static string Tell(Outcome outcome, IEnumerable<LifecycleEvent> events, IEnumerable<Refusal> refusals) =>
        $"{outcome} [{string.Join(", ", events)}] [{string.Join(", ", refusals)}]";
}

/// <summary>A command and who gives it.</summary>
public sealed record Step(LifecycleCommand Command, Caller By);
