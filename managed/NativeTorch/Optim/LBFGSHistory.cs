namespace NativeTorch.Optim;

/// <summary>What <see cref="LBFGS"/> remembers: the last steps, and how the gradient changed in each.</summary>
sealed class LBFGSHistory
{
    List<Tensor> oldDirs = [], oldSteps = [];
    List<double> ro = [];
    Tensor? direction, prevFlatGrad;
    double hDiag = 1;

    public long FuncEvals { get; set; }

    public long NIter { get; private set; }

    /// <summary>How far the last iteration went along its direction.</summary>
    public double T { get; set; }

    public double PrevLoss { get; set; }

    /// <summary>-H g, after taking in what the last iteration brought.</summary>
    public Tensor NextDirection(Tensor gradient, int size)
    {
        NIter++;
        if (prevFlatGrad is not null && direction is not null)
            Remember(gradient - prevFlatGrad, direction * T, size);
        prevFlatGrad = Keep(gradient);
        Tensor q = -gradient;
        double[] al = new double[oldDirs.Count];
        for (int i = al.Length - 1; i >= 0; i--)
        {
            al[i] = LBFGS.Dot(oldSteps[i], q) * ro[i];
            q.Add_(oldDirs[i], alpha: -al[i]);
        }
        q.Mul_(hDiag);
        for (int i = 0; i < al.Length; i++)
            q.Add_(oldSteps[i], alpha: al[i] - LBFGS.Dot(oldDirs[i], q) * ro[i]);
        return direction = Keep(q);
    }

    /// <summary>All that is remembered, under PyTorch's names.</summary>
    /// <param name="state">Where it goes or comes from.</param>
    /// <param name="own">Copies a vector that comes from there.</param>
    public void Exchange(StateExchange state, Func<Tensor, Tensor>? own = null)
    {
        List<Tensor> Vectors(string name, List<Tensor> kept)
        {
            Tensor[] given = state.Value<Tensor[]>(name, [.. kept.Select(v => v.Detach())]);
            return own is null ? kept : [.. given.Select(own)];
        }
        Tensor? Vector(string name, Tensor? kept)
        {
            Tensor? given = state.Value(name, kept?.Detach());
            return own is null || given is null ? kept : own(given);
        }
        FuncEvals = state.Value("func_evals", FuncEvals);
        NIter = state.Value("n_iter", NIter);
        direction = Vector("d", direction);
        T = state.Value("t", T);
        oldDirs = Vectors("old_dirs", oldDirs);
        oldSteps = Vectors("old_stps", oldSteps);
        ro = [.. state.Value<double[]>("ro", [.. ro])];
        hDiag = state.Value("H_diag", hDiag);
        prevFlatGrad = Vector("prev_flat_grad", prevFlatGrad);
        PrevLoss = state.Value("prev_loss", PrevLoss);
    }

    void Remember(Tensor change, Tensor step, int size)
    {
        double product = LBFGS.Dot(change, step);
        if (!(product > 1e-10))
            return;
        if (oldDirs.Count == size)
        {
            oldDirs.RemoveAt(0);
            oldSteps.RemoveAt(0);
            ro.RemoveAt(0);
        }
        oldDirs.Add(Keep(change));
        oldSteps.Add(Keep(step));
        ro.Add(1 / product);
        hDiag = product / LBFGS.Dot(change, change);
    }

    /// <summary>It outlives any scope that is open.</summary>
    static Tensor Keep(Tensor tensor)
    {
        tensor.Scope = null;
        return tensor;
    }
}
