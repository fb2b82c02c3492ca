using BenchmarkDotNet.Attributes;

namespace EsimLifecycle.Benchmarks;

/// <summary>Decisions, each beside the same by hand and with Stateless.</summary>
public class DecisionBenchmarks
{
    [ParamsSource(nameof(Cases))]
    public Case Case { get; set; } = null!;

    public static IEnumerable<Case> Cases()
    {
        var withDocuments = Life.Policy(DocumentKind.ProofOfIdentity);
        var active = Life.Active(withDocuments);
        var open = Life.Active(withDocuments).Give(new RequestCancellation(CancellationReason.NoLongerNeeded), Life.Customer);
        var clearing = Life.Active(withDocuments).Give(new RequestCancellation(CancellationReason.NoLongerNeeded), Life.Customer)
            .Give(new SubmitDocuments([new SubmittedDocument(DocumentKind.ProofOfIdentity, new PersonalReference("document-1"))]), Life.Customer);
        var unbound = Life.Active(Life.Policy()).Give(new UnbindDevice(Life.Phone), Life.Customer);

        var update = new Step(new UpdateContact(new PersonalReference("contact-9")), Life.Customer);
        var bind = new Step(new BindDevice(Life.Watch), Life.Customer);
        var unbindUnknown = new Step(new UnbindDevice(Life.Tablet), Life.Customer);
        var renew = new Step(Life.Payment(1), Caller.System);
        var request = new Step(new RequestCancellation(CancellationReason.NoLongerNeeded), Life.Customer);
        var withdraw = new Step(new WithdrawCancellation(), Life.Customer);
        var topUp = new Step(new TopUp(new Reference("payment-2"), Life.Price, PaymentMethod.Card), Caller.System);
        var unbindWatch = new Step(new UnbindDevice(Life.Watch), Life.Customer);
        var unbindPhone = new Step(new UnbindDevice(Life.Phone), Life.Customer);
        var updateBack = new Step(new UpdateContact(new PersonalReference("contact-1")), Life.Customer);

        yield return new Case("update the contact", active, update);
        yield return new Case("the same, with as many message ids remembered as ever are", Life.Active(withDocuments).Busy(), update);
        yield return new Case("a payment that renews", active, renew);
        yield return new Case("request a cancellation", active, request);
        yield return new Case("request one that settles and closes at once", unbound, request);
        yield return new Case("unbind the last device, which closes", clearing, unbindPhone);
        yield return new Case("refused: the device is not bound", active, unbindUnknown);
        yield return new Case("refused: a cancellation is open already", open, request);
        yield return new Case("a mix of ten commands, each", active, update, bind, renew, topUp, update, unbindUnknown, request, withdraw, unbindWatch, updateBack);
    }

    [Benchmark(Baseline = true)]
    public Outcome HandWritten() => Case.HandWritten();

    [Benchmark]
    public Subscription Library() => Case.Library();

    [Benchmark]
    public Outcome Machine() => Case.Machine();

    [Benchmark]
    public Outcome MachinePerCommand() => Case.MachinePerCommand();

    [Benchmark]
    public int PutBack() => Case.PutBack();

    [Benchmark]
    public int PutMachineBack() => Case.PutMachineBack();
}
