"""The districts of German number plates: the letters before the first gap (FZV, Anlage 1; single districts change)."""

from __future__ import annotations

from bot.privacy.words import word_set

DISTRICTS = word_set(
    """
    a aa ab abg abi ac ae ah aib aic ak alf als alz am an ana ang ank ao ap apd arn art as asd asl asz at au aur aw
    az aze aö b ba bad bar bb bbg bbl bc bch bd be bed bei bel ber bf bgd bgl bh bi bid bin bir bit biw bk bkb bks
    bl blb blk bm bn bna bo boe bog boh bor bot bp bra brb brg bri brk brl brv bs bsb bsk bt btf bud bul bur bus
    buz bw bwl byl bz bza bö büd bür büs büz c ca cas cb ce cha clp clz co coc coe cr cux cw d da dah dan dau dbr
    dd de deg del dgf dh di dil din diz dkb dl dlg dm dn do don du dud duw dw dz düw e ea eb ebe ebn ebs eck ed ee
    ef eg eh eha ei eic eih eil ein eis el em emd ems en er erb erh erk erz es esb esw eu eut ew f fb fd fdb fds
    feu ff ffb fg fi fkb fl flo flö fn fo for fr frg fri frw fs ft ftl fu fw fz fü füs g ga gan gap gc gd gdb ge
    gel gem geo ger gf gg gha ghc gi gk gl gla gm gmn gn gnt goa goh gos gp gr gra grh gri grm grs grz gs gt gth
    gub gun guz gv gvm gw gz gö gü gün h ha hab hal ham has hb hbn hbs hc hch hd hdh hdl hdn he heb hef hei hel her
    het hf hg hgn hgw hh hhm hi hig hip hk hl hm hmü hn ho hog hoh hol hom hor hot hp hr hro hs hsk hsn hst hu hus
    hv hvl hwi hx hy hz hö hös ibb id igb ik il ill in iz j je jev jl jül k ka kar kb kc ke keh kel kem kf kg kh ki
    kib kk kkl kl kle klz km kn ko kon kr kru ks kt ku kus kw ky kyf kö kön köt köz kün l la lan lau lb lbs lbz lc
    ld ldk lds leo ler lev lf lg lh lhp li lib lif lin lip ll lm ln lo los lp lr lrm lro lsa lsn lst lsz lu luk lun
    lup lwl lö löb lön lös lüd lün m ma mab mai mak mal mar mb mbg mc md me med meg mei mek mel mer met mg mgh mgn
    mh mhl mi mic mil mk mkk ml mm mn mo mod mol mon mos mq mr ms mse msh msp mst mt mtk mtl mu mw my myk mz mzg mü
    müb mül mün mür n nab nai nau nb nd ndh ne nea neb nec nen nes neu new nf nh ni nk nl nm nmb nms no noh nol nom
    nor np nr nrü nt nu nvp nw nwm ny nz nö oa oal ob obb obg oc och od oe of og oh oha ohv ohz ok ol op opr or os
    osl ovi ovl ovp oz p pa paf pan par pb pch pe peg per pf pi pir pl plö pm pn pr prü ps pw pz qft qlb r ra rc rd
    rdg re reg reh rei rg rh ri rid rie ril rl rm rn ro rod rof roh rok rol ros rot row rp rs rsl rt ru rv rw ry rz
    rö rüd rüg s sab sad sal san saw sb sbg sbk sc scz sdh sdl sdt se sea seb see sef sel sen sf sfa sfb sft sg sgh
    sh sha shg shk shl si sig sim sk sl sle slf slg slk sln sls slz slü sm smü sn so sob sog sok son sp spb spn sr
    srb sro st sta stb std ste sth stl sto sts su sul sw swa sy syk sz szb sö söm süw t tbb tdo te tet tf tg tir to
    tp tr ts tt tut tö töl tüb ue uem uer uff uh ul um un usi v vai vb vec ver vg vib vie vit vk vl voh vr vs w wa
    wab waf wak wan war wat wb wbs wda we web weg wel wem wen wer wes wf wg whv wi wil wis wit wiz wk wl wlg wm wms
    wn wnd wo wob woh wol wor wos wr wrn ws wsf wst wsw wt wtl wtm wug wul wun wup wur ww wz wzl wü wüm x y z ze
    zel zi zig zp zr zuz zw zz öhr hün otw tü
    """
)
