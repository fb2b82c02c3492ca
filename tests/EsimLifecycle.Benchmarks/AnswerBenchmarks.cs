namespace EsimLifecycle.Benchmarks;

/// <summary>Questions about a line that has lived for a while, its JSON, and a policy made ready.</summary>
internal sealed class AnswerBenchmarks
{
    private static readonly Duration Year = Duration.FromDays(365);

    private readonly CarrierPolicy _policy = Life.Policy(DocumentKind.ProofOfIdentity);
    private readonly RequestCancellation _request = new(CancellationReason.NoLongerNeeded);
    private readonly CommandContext _context;
    private readonly Life _line = Life.Active(Life.Policy()).Lived().Give(new SetAutoRenewal(On: true), Life.Customer);
    private readonly Life _shopping = Life.Active(Life.Shop()).Lived().Give(new BindDevice(Life.Watch), Life.Customer);
    private readonly Life _leaving;
    private readonly LifecycleEvent _event;
    private readonly byte[] _eventJson;
    private readonly byte[] _stateJson;

    public AnswerBenchmarks()
    {
        _context = new CommandContext(_line.Now, Life.Customer, new CommandId("question-1"));
        _leaving = Life.Active(_policy).Lived().Give(_request, Life.Customer);
        _event = _line.History.OfType<SubscriptionRenewed>().Last();
        _eventJson = LifecycleJson.Write(_event);
        _stateJson = LifecycleJson.Write(_line.State);
    }

    public IEnumerable<Row> Rows() =>
    [
        Of("quote a cancellation", times => { while (times-- > 0) _line.Lifecycle.Quote(_line.State, _request, _context); }, Goal.Nanoseconds(600)),
        Of("what may be given now, of all 50 commands", times => { while (times-- > 0) _shopping.Lifecycle.Available(_shopping.State, Life.Customer, _shopping.Now); }, Goal.Microseconds(20)),
        Of("the progress of a cancellation", times => { while (times-- > 0) _leaving.Lifecycle.Progress(_leaving.State, _leaving.Now); }),
        Of("forecast a year, with twelve renewals", times => { while (times-- > 0) Forecast(); }),
        Of("write a line as JSON", times => { while (times-- > 0) LifecycleJson.Write(_line.State); }),
        Of("read a line", times => { while (times-- > 0) LifecycleJson.ReadSubscription(_stateJson); }),
        Of("write an event as JSON", times => { while (times-- > 0) LifecycleJson.Write(_event); }),
        Of("read an event", times => { while (times-- > 0) LifecycleJson.ReadEvent(_eventJson); }),
        Of("new Lifecycle(policy)", times => { while (times-- > 0) _ = new Lifecycle(_policy); }),
    ];

    private static Row Of(string name, Action<int> run, params Goal[] goals) => new(name, 1, new Way(name, run)) { Goals = goals };

    private void Forecast()
    {
        var charges = _line.Lifecycle.Forecast(_line.State, _line.Now, _line.Now + Year).Sum(step => step.Charges.Count);
        if (charges != 12)
            throw new InvalidOperationException($"Twelve charges were expected, not {charges}.");
    }
}
