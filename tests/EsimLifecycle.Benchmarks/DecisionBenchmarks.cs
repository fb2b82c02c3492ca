namespace EsimLifecycle.Benchmarks;

/// <summary>Decisions about a line that has lived for a while, each beside the same by hand and with Stateless.</summary>
public static class DecisionBenchmarks
{
    public static IEnumerable<Case> Cases()
    {
        var withDocuments = Life.Policy(DocumentKind.ProofOfIdentity);
        var request = new Step(new RequestCancellation(CancellationReason.NoLongerNeeded), Life.Customer);
        var withdraw = new Step(new WithdrawCancellation(), Life.Customer);
        var submit = new SubmitDocuments([new SubmittedDocument(DocumentKind.ProofOfIdentity, new PersonalReference("document-1"))]);
        Life Active() => Life.Active(withDocuments).Give(request.Command, request.By).Give(withdraw.Command, withdraw.By).Lived();

        var active = Active();
        var open = Active().Give(request.Command, request.By);
        var clearing = Active().Give(request.Command, request.By).Give(submit, Life.Customer);
        var unbound = Life.Active(Life.Policy()).Lived().Give(new UnbindDevice(Life.Phone), Life.Customer);

        var update = new Step(new UpdateContact(new PersonalReference("contact-new")), Life.Customer);
        var bind = new Step(new BindDevice(Life.Watch), Life.Customer);
        var unbindUnknown = new Step(new UnbindDevice(Life.Tablet), Life.Customer);
        var renew = new Step(Life.Payment(1_000), Caller.System);
        var topUp = new Step(new TopUp(new Reference("payment-new"), Life.Price, PaymentMethod.Card), Caller.System);
        var unbindWatch = new Step(new UnbindDevice(Life.Watch), Life.Customer);
        var unbindPhone = new Step(new UnbindDevice(Life.Phone), Life.Customer);
        var updateBack = new Step(new UpdateContact(new PersonalReference("contact-1")), Life.Customer);

        yield return new Case("update the contact", active, update);
        yield return new Case("a payment that renews", active, renew) { Goals = [Goal.Ratio(1.4)] };
        yield return new Case("request a cancellation", active, request) { Goals = [Goal.Ratio(1.3)] };
        yield return new Case("request one that settles and closes at once", unbound, request) { Goals = [Goal.Ratio(1.6), Goal.OverLimit(15)] };
        yield return new Case("unbind the last device, which closes", clearing, unbindPhone) { Goals = [Goal.Ratio(1.6), Goal.OverLimit(15)] };
        yield return new Case("refused: the device is not bound", active, unbindUnknown) { Goals = [Goal.Ratio(0.9)] };
        yield return new Case("refused: a cancellation is open already", open, request) { Goals = [Goal.Ratio(0.9)] };
        yield return new Case("a mix of ten commands, each", active, update, bind, renew, topUp, update, unbindUnknown, request, withdraw, unbindWatch, updateBack)
        {
            Goals = [Goal.Ratio(1.25), Goal.Bytes(550)],
        };
    }

    internal static IEnumerable<Row> Rows() => Cases().Select(each =>
    {
        var putBack = new Way($"{each.Name}, by hand: putting back", times => { while (times-- > 0) each.PutBack(); });
        var putMachineBack = new Way($"{each.Name}, Stateless: putting back", times => { while (times-- > 0) each.PutMachineBack(); });
        return new Row(each.Name, each.Commands, new Way(each.Name, times => { while (times-- > 0) each.Library(); }))
        {
            ByHand = new Way($"{each.Name}, by hand", times => { while (times-- > 0) each.HandWritten(); }, putBack),
            Kept = new Way($"{each.Name}, Stateless, kept", times => { while (times-- > 0) each.Machine(); }, putMachineBack),
            Made = new Way($"{each.Name}, Stateless, made", times => { while (times-- > 0) each.MachinePerCommand(); }, putMachineBack),
            LimitOfBytes = each.LimitOfBytes,
            Goals = each.Goals,
        };
    });
}
