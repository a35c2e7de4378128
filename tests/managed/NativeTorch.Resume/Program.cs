// A small training for tests that kill it: NativeTorch.Resume FOLDER KIND EPOCHS [wait EPOCH | die EPOCH]
//
// Goes on from FOLDER/training.pt, where it is, until EPOCHS are done, and saves after each. KIND is the optimizer: sgd or adam.
// "wait": in the middle of that epoch it prints "waiting" and waits to be killed.
// "die": while it saves that epoch, when a part of the new file is written, it kills itself.
using System.Diagnostics;
using NativeTorch;
using NativeTorch.Data;
using NativeTorch.IO;
using NativeTorch.NN;
using NativeTorch.Optim;

(string folder, string kind, int epochs) = (args[0], args[1], int.Parse(args[2]));
int waitIn = args is [.., "wait", var one] ? int.Parse(one) : -1, dieIn = args is [.., "die", var other] ? int.Parse(other) : -1;
string path = Path.Combine(folder, "training.pt");

Torch.ManualSeed((ulong)Environment.ProcessId); // what goes on must not depend on how a process begins
if (!File.Exists(path))
    Torch.ManualSeed(1);
var order = new Generator(2);
var data = new Generator(3);
var samples = new TensorDataset(Torch.Randn([60, 8], generator: data), Torch.Randn([60, 2], generator: data));
var loader = new DataLoader(samples, batchSize: 7, shuffle: true, generator: order);
var model = new Sequential(new Linear(8, 32), new BatchNorm1d(32), new ReLU(), new Dropout(0.3), new Linear(32, 2));
Optimizer optimizer = kind switch
{
    "sgd" => new SGD(model.Parameters(), lr: 0.05, momentum: 0.9, nesterov: true),
    "adam" => new Adam(model.Parameters(), lr: 0.01, amsgrad: true),
    _ => throw new ArgumentException(kind),
};
var scheduler = new SequentialLR(optimizer, [new LinearLR(optimizer, totalIters: 2), new ExponentialLR(optimizer, 0.5)], [1]);
double best = double.PositiveInfinity;
var training = new TrainingCheckpoint
{
    { "model", model }, { "optimizer", optimizer }, { "scheduler", scheduler }, { "order", order },
    { "best", () => best, value => best = value.Get<double>() },
};
if (dieIn >= 0)
    training.Add("filler", () => Torch.Zeros(1 << 25), _ => { }); // 128 MiB, so that there is a middle of saving
if (File.Exists(path))
    training.Load(path);

while (training.Epoch < epochs)
{
    double total = 0;
    int batches = 0;
    foreach (var (x, y) in loader)
    {
        optimizer.ZeroGrad();
        Tensor loss = (model.Forward(x) - y).Square().Mean();
        loss.Backward();
        optimizer.Step();
        total += loss.Item<double>();
        if (++batches == 4 && training.Epoch == waitIn)
        {
            Console.WriteLine("waiting");
            Thread.Sleep(Timeout.Infinite);
        }
    }
    scheduler.Step();
    best = Math.Min(best, total);
    training.Epoch++;
    if (training.Epoch == dieIn)
        new Thread(DieWhileSaving).Start();
    training.Save(path);
}

void DieWhileSaving()
{
    while (true)
        if (Directory.GetFiles(folder, "*.tmp") is [var unfinished, ..] && new FileInfo(unfinished).Length > 1 << 20)
            Process.GetCurrentProcess().Kill(); // SIGKILL
}
